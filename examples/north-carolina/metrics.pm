# What the 28 charted measures count. The publisher has the figures; nothing is worked out from rows.

metric graduation "Cohort Graduation Rate" {
  lagging
  value published actual of charts where measure_id = "P1.M1"
  unit percent
  better higher
  link "https://go.ncdpi.gov/CGRState"
}

metric act_score "ACT Composite Score" {
  lagging
  value published actual of charts where measure_id = "P1.M2"
  unit score
  better higher
  link "https://www.act.org/content/act/en/research/services-and-resources/data-and-visualization/grad-class-database-2025.html"
}

metric ap_participation "AP Participation" {
  lagging
  value published actual of charts where measure_id = "P1.M3"
  unit percent
  better higher
  link "https://apcentral.collegeboard.org/about-ap/ap-data-research/national-state-data"
}

metric ap_performance "AP Performance" {
  lagging
  value published actual of charts where measure_id = "P1.M4"
  unit percent
  better higher
  link "https://apcentral.collegeboard.org/about-ap/ap-data-research/national-state-data"
}

metric ap_enrollment "AP Course Participation" {
  lagging
  value published actual of charts where measure_id = "P1.M5"
  unit count "students"
  better higher
  link "https://www.dpi.nc.gov/students-families/enhanced-opportunities/advanced-learning-and-gifted-education/apibcie-coursework"
}

metric dual_enrollment "Dual Enrollment Participation" {
  lagging
  value published actual of charts where measure_id = "P1.M6"
  unit percent
  better higher
  link "https://webservices.ncleg.gov/ViewDocSiteFile/105541"
}

metric dual_credit "Dual Enrollment Credit" {
  lagging
  value published actual of charts where measure_id = "P1.M7"
  unit percent
  better higher
  link "https://webservices.ncleg.gov/ViewDocSiteFile/105541"
}

metric cte_participation "CTE Participation" {
  lagging
  value published actual of charts where measure_id = "P1.M8"
  unit percent
  better higher
  link "https://cte.ed.gov/pcrn/explorer"
}

metric cte_credentials "CTE Credentials" {
  lagging
  value published actual of charts where measure_id = "P1.M9"
  unit count "credentials"
  better higher
  link "https://www.dpi.nc.gov/districts-schools/classroom-resources/career-and-technical-education/credentials-and-reporting"
}

metric proficiency "End-of-Grade and End-of-Course Proficiency" {
  lagging
  value published actual of charts where measure_id = "P1.M10"
  unit percent
  better higher
  link "https://go.ncdpi.gov/TestingState"
}

metric naep_reading4 "NAEP Grade 4 Reading" {
  lagging
  value published actual of charts where measure_id = "P1.M11"
  unit score
  better higher
  link "https://www.nationsreportcard.gov/profiles/stateprofile?chort=1&sub=RED&sj=&sfj=NP&st=NC&year=2024R3"
}

metric naep_reading8 "NAEP Grade 8 Reading" {
  lagging
  value published actual of charts where measure_id = "P1.M12"
  unit score
  better higher
  link "https://www.nationsreportcard.gov/profiles/stateprofile?chort=2&sub=RED&sj=&sfj=NP&st=NC&year=2024R3"
}

metric naep_math4 "NAEP Grade 4 Math" {
  lagging
  value published actual of charts where measure_id = "P1.M13"
  unit score
  better higher
  link "https://www.nationsreportcard.gov/profiles/stateprofile?chort=1&sub=MAT&sj=&sfj=NP&st=NC&year=2024R3"
}

metric naep_math8 "NAEP Grade 8 Math" {
  lagging
  value published actual of charts where measure_id = "P1.M14"
  unit score
  better higher
  link "https://www.nationsreportcard.gov/profiles/stateprofile?chort=2&sub=MAT&sj=&sfj=NP&st=NC&year=2024R3"
}

metric ec_disproportion "Exceptional Child Identification Disproportionality" {
  lagging
  value published actual of charts where measure_id = "P1.M17b"
  unit percent
  better lower
  link "https://www.dpi.nc.gov/districts-schools/classroom-resources/exceptional-children/data-state-performance-plans#FFY2024SPPAPR-8828"
}

metric epp_enrollment "Traditional Educator Preparation Program Enrollment" {
  lagging
  value published actual of charts where measure_id = "P2.M2a"
  unit count "candidates"
  better higher
  link "https://bi.nc.gov/t/DPI-EducatorRecruitmentandSupport/views/EPPDashboardHomeProduction2025/EPPDashboardHome?%3Aembed=y"
}

metric epp_completion "Traditional Educator Preparation Program Completion" {
  lagging
  value published actual of charts where measure_id = "P2.M2b"
  unit count "candidates"
  better higher
  link "https://bi.nc.gov/t/DPI-EducatorRecruitmentandSupport/views/EPPDashboardHomeProduction2025/EPPDashboardHome?%3Aembed=y"
}

metric teacher_retention "Beginning Teacher Retention" {
  lagging
  value published actual of charts where measure_id = "P2.M3a"
  unit percent
  better higher
}

metric atr_units "PSUs Implementing Advanced Teaching Roles" {
  lagging
  value published actual of charts where measure_id = "P2.M4a"
  unit count "school units"
  better higher
  link "https://www.dpi.nc.gov/educators/recruitment-support/advanced-teaching-roles"
}

metric atr_teachers "Teachers Serving in Advanced Teaching Roles" {
  lagging
  value published actual of charts where measure_id = "P2.M4b"
  unit count "teachers"
  better higher
  link "https://www.dpi.nc.gov/educators/recruitment-support/advanced-teaching-roles"
}

metric chronic_absence "Chronic Absenteeism" {
  lagging
  value published actual of charts where measure_id = "P4.M4"
  unit percent
  better lower
  link "https://ncfvapublicprod.ondemand.sas.com/src/state/2025"
}

metric calm_schools "Schools with Few or No Violent Incidents" {
  lagging
  value published actual of charts where measure_id = "P4.M7"
  unit percent
  better higher
}

metric business_systems "School Business Systems Modernization" {
  lagging
  value published actual of charts where measure_id = "P5.M3"
  unit count "school units"
  better higher
}

metric low_schools "Low-Performing Schools" {
  lagging
  value published actual of charts where measure_id = "P6.M1a"
  unit count "schools"
  better lower
  link "https://www.dpi.nc.gov/districts-schools/accountability-and-testing/school-accountability-and-reporting/accountability-data-sets-and-reports#2024-25Reports-4468"
}

metric low_districts "Low-Performing School Districts" {
  lagging
  value published actual of charts where measure_id = "P6.M1b"
  unit count "districts"
  better lower
  link "https://www.dpi.nc.gov/districts-schools/accountability-and-testing/school-accountability-and-reporting/accountability-data-sets-and-reports#2024-25Reports-4468"
}

metric pio_training "Public Information Officer Professional Development" {
  lagging
  value published actual of charts where measure_id = "P7.M2"
  unit count "opportunities"
  better higher
}

metric public_enrollment "Public School Enrollment" {
  lagging
  value published actual of charts where measure_id = "P8.M2"
  unit percent
  better higher
  link "https://apps.schools.nc.gov/public/f?p=145:11::::::"
}
