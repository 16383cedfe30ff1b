# New York City public schools: attendance by district, as published. See data/PROVENANCE.md.
project nyc "New York City Public Schools" {
  about "Published attendance figures of 33 districts, 2017-18 to 2021-22."
  calendar school_year SY { starts 07-01 ; named by end }
  privacy { minimum n 6 ; complement hidden }
}

unit city "New York City" as district {
  units districts from attendance as district { id district }
}
