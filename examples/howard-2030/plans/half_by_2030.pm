plan half_by_2030 "Narrow state assessment performance gaps by half by 2030" {
  kind strategic
  for hcpss
  period SY2018..SY2030

  goal read "Half of those who were not proficient in 2017 are so by 2030" {
    owner hcpss
    link "https://www.hcpss.org/scta/measures/narrow-state-assessment-gaps/"
    measure proficient {
      baseline SY2017
      close 50% of distance to 100% by SY2030
      close 50% of distance to 100% for each race by SY2030
      close 50% of distance to 100% for ell by SY2030
      close 50% of distance to 100% for swd by SY2030
    }
  }
}
