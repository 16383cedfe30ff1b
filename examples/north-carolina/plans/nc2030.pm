# The plan as published, quoted. Sentences of goals are the publisher's; two of them name another
# percent for 2030 than the sheet of targets, and `pm check` finds both.
plan nc2030 "NCDPI Strategic Plan 2025-2030" {
  kind state
  for state
  period SY2024..SY2030  # the baselines are figures of SY2024
  mission "Achieving educational excellence, together."
  path next
  link "https://github.com/abax70/NCDPI-strategic-plan-site"

  focus p1 "Prepare Each Student for Their Next Phase in Life"
  focus p1_f1 "Ignite early learning" within p1
  focus p1_f2 "Elevate teaching and learning" within p1
  focus p1_f3 "Promote excellence for all" within p1
  focus p1_f4 "Reimagine the student experience" within p1
  focus p1_f5 "Launch life-ready graduates" within p1
  focus p2 "Revere Public School Educators"
  focus p2_f1 "Improve educator recruitment and retention" within p2
  focus p2_f2 "Expand career pathways for education professionals" within p2
  focus p2_f3 "Increase educator compensation" within p2
  focus p2_f4 "Elevate and restore pride in the education profession" within p2
  focus p3 "Enhance Parent, Caregiver and Community Support"
  focus p3_f1 "Engage and empower families" within p3
  focus p3_f2 "Strengthen community partnerships" within p3
  focus p4 "Ensure Healthy, Safe and Secure Learning Environments"
  focus p4_f1 "Ensure safe school environments" within p4
  focus p4_f2 "Improve student and staff health and well-being" within p4
  focus p5 "Optimize Operational Excellence"
  focus p5_f1 "Improve NCDPI’s services to stakeholders" within p5
  focus p5_f2 "Improve collaboration and communication across NCDPI offices" within p5
  focus p5_f3 "Modernize NCDPI and PSU operations" within p5
  focus p6 "Lead Transformative Change"
  focus p6_f1 "Transform schools through research and development" within p6
  focus p6_f2 "Connect North Carolina public schools through education networks" within p6
  focus p6_f3 "Promote integrated support systems for schools and districts" within p6
  focus p6_f4 "Explore accountability and funding reform" within p6
  focus p7 "Celebrate the Excellence in Public Education"
  focus p7_f1 "Develop comprehensive public education messaging" within p7
  focus p7_f2 "Engage partners on education" within p7
  focus p7_f3 "Share public education messaging and stories" within p7
  focus p8 "Galvanize Champions to Fully Invest in and Support Public Education"
  focus p8_f1 "Build community voices" within p8
  focus p8_f2 "Promote engagement initiatives" within p8
  focus p8_f3 "Move champions to action" within p8

  goal g_p1_m1 "Increase the adjusted four-year cohort high school graduation rate to 92% by 2030." within p1 {
    measure graduation {
      baseline SY2024 87%
      target SY2026 88%
      target SY2027 89%
      target SY2028 90%
      target SY2029 91%
      target SY2030 92%
    }
  }

  goal g_p1_m2 "Increase the average ACT composite score to 20 by 2030." within p1 {
    measure act_score {
      baseline SY2024 18.5
      target SY2026 18.8
      target SY2027 19.2
      target SY2028 19.5
      target SY2029 19.8
      target SY2030 20
    }
  }

  goal g_p1_m3 "Increase the Advanced Placement (AP) participation rate among 10th, 11th and 12th grade students to 29% by 2030." within p1 {
    about "The sheet says 30% in 2030; the sentence says 29%."
    measure ap_participation {
      baseline SY2024 21.5%
      target SY2026 23%
      target SY2027 25%
      target SY2028 27%
      target SY2029 29%
      target SY2030 30%
    }
  }

  goal g_p1_m4 "Increase the percentage of 10th, 11th and 12th grade students who pass an AP exam with a score of 3, 4, or 5 to 75% by 2030." within p1 {
    measure ap_performance {
      baseline SY2024 65.4%
      target SY2026 67%
      target SY2027 69%
      target SY2028 71%
      target SY2029 73%
      target SY2030 75%
    }
  }

  goal g_p1_m5 "Establish a baseline and increase the number of high school students enrolled in at least one AP course." within p1 {
    measure ap_enrollment {
      baseline SY2024 97_317
      target SY2026 101_500
      target SY2027 103_500
      target SY2028 105_500
      target SY2029 107_500
      target SY2030 109_500
      compare with charts.published_status where measure_id = "P1.M5" and year = "2025"
    }
  }

  goal g_p1_m6 "Increase the percentage of high school graduates that enroll in at least one dual enrollment course to 41% by 2030." within p1 {
    measure dual_enrollment {
      baseline SY2024 36%
      target SY2026 37%
      target SY2027 38%
      target SY2028 39%
      target SY2029 40%
      target SY2030 41%
    }
  }

  goal g_p1_m7 "Increase the percentage of high school graduates who earn high school credit through dual enrollment courses to 41% by 2030." within p1 {
    measure dual_credit {
      baseline SY2024 36%
      target SY2026 37%
      target SY2027 38%
      target SY2028 39%
      target SY2029 40%
      target SY2030 41%
    }
  }

  goal g_p1_m8 "Increase the percentage of all students participating in a CTE course to 41% by 2030." within p1 {
    about "The sheet says 42% in 2030; the sentence says 41%."
    measure cte_participation {
      baseline SY2024 36.1%
      target SY2026 37%
      target SY2027 38%
      target SY2028 40%
      target SY2029 41%
      target SY2030 42%
    }
  }

  goal g_p1_m9 "Increase the number of CTE credentials earned by students yearly to 500,000 by 2030." within p1 {
    measure cte_credentials {
      baseline SY2024 358_069
      target SY2026 400_000
      target SY2027 425_000
      target SY2028 450_000
      target SY2029 475_000
      target SY2030 500_000
    }
  }

  goal g_p1_m10 "Increase the percentage of students scoring levels 3, 4 or 5 on the End of Grade (EOG) and End of Course (EOC) tests." within p1 {
    measure proficiency {
      baseline SY2024 54.2%
      target SY2026 56%
      target SY2027 57%
      target SY2028 58%
      target SY2029 59%
      target SY2030 60%
      compare with charts.published_status where measure_id = "P1.M10" and year = "2025"
    }
  }

  goal g_p1_m11 "Increase the average scale score on the 4th grade reading NAEP assessment to 225 by 2030." within p1 {
    measure naep_reading4 {
      baseline SY2024 213
      target SY2026 217
      target SY2028 221
      target SY2030 225
      pause SY2025, SY2027, SY2029 hold
    }
  }

  goal g_p1_m12 "Increase the average scale score on the 8th grade reading NAEP assessment to 268 by 2030." within p1 {
    measure naep_reading8 {
      baseline SY2024 255
      target SY2026 259
      target SY2028 264
      target SY2030 268
      pause SY2025, SY2027, SY2029 hold
    }
  }

  goal g_p1_m13 "Increase the average scale score on the 4th grade math NAEP assessment to 246 by 2030." within p1 {
    measure naep_math4 {
      baseline SY2024 239
      target SY2026 241
      target SY2028 244
      target SY2030 246
      pause SY2025, SY2027, SY2029 hold
    }
  }

  goal g_p1_m14 "Increase the average scale score on the 8th grade math NAEP assessment to 283 by 2030." within p1 {
    measure naep_math8 {
      baseline SY2024 276
      target SY2026 278
      target SY2028 281
      target SY2030 283
      pause SY2025, SY2027, SY2029 hold
    }
  }

  goal g_p1_m15 "Increase the number of North Carolina public schools recognized as National Schools of Character by Character.org (now CharacterPlus)." within p1 {
    about "Data coming soon: no figure has been published yet."
  }

  goal g_p1_m17b "Establish a baseline and decrease disproportionality in identification of students for Exceptional Children (EC) programs." within p1 {
    measure ec_disproportion {
      baseline SY2024 0%
      target SY2026 0%
      target SY2027 0%
      target SY2028 0%
      target SY2029 0%
      target SY2030 0%
      compare with charts.published_status where measure_id = "P1.M17b" and year = "2024"
      allow target_equals_baseline until 2030-06-30 "The sheet has 0.0 in every year"
    }
  }

  goal g_p2_m2a "Establish a baseline and increase the number of teacher candidates enrolling in traditional educator preparation programs (EPPs)." within p2 {
    measure epp_enrollment {
      baseline SY2024 2_360
      target SY2026 2_700
      target SY2027 2_800
      target SY2028 2_900
      target SY2029 3_000
      target SY2030 3_100
      compare with charts.published_status where measure_id = "P2.M2a" and year = "2025"
    }
  }

  goal g_p2_m2b "Establish a baseline and increase the number of teacher candidates completing traditional educator preparation programs (EPPs)." within p2 {
    measure epp_completion {
      baseline SY2024 2_096
      target SY2026 2_200
      target SY2027 2_300
      target SY2028 2_400
      target SY2029 2_500
      target SY2030 2_600
    }
  }

  goal g_p2_m3a "Establish a baseline and increase retention of beginning teachers, especially in low-performing and high-poverty schools." within p2 {
    measure teacher_retention {
      baseline SY2024 87.08%
      target SY2026 87.5%
      target SY2027 88%
      target SY2028 88.5%
      target SY2029 89%
      target SY2030 89.5%
    }
  }

  goal g_p2_m4a "Establish a baseline and increase the number of PSUs implementing Advanced Teaching Roles (ATR)." within p2 {
    measure atr_units {
      baseline SY2024 34
      target SY2026 41
      target SY2027 45
      target SY2028 49
      target SY2029 53
      target SY2030 57
      compare with charts.published_status where measure_id = "P2.M4a" and year = "2025"
    }
  }

  goal g_p2_m4b "Establish a baseline and increase the number of teachers serving in advanced roles (Advanced Teaching Roles) that support peer learning." within p2 {
    measure atr_teachers {
      baseline SY2024 849
      target SY2026 1_750
      target SY2027 2_000
      target SY2028 2_250
      target SY2029 2_500
      target SY2030 2_750
      compare with charts.published_status where measure_id = "P2.M4b" and year = "2025"
    }
  }

  goal g_p4_m4 "Establish a baseline and decrease chronic absenteeism rates across PSUs." within p4 {
    measure chronic_absence {
      baseline SY2024 25%
      target SY2026 23%
      target SY2027 21%
      target SY2028 19%
      target SY2029 17%
      target SY2030 15%
      compare with charts.published_status where measure_id = "P4.M4" and year = "2025"
    }
  }

  goal g_p4_m7 "Increase the percentage of schools reporting none to a limited number of incidents of violence annually." within p4 {
    measure calm_schools {
      baseline SY2025 78.2%
      target SY2026 79%
      target SY2027 80%
      target SY2028 81%
      target SY2029 82%
      target SY2030 83%
      compare with charts.published_status where measure_id = "P4.M7" and year = "2025"
    }
  }

  goal g_p5_m3 "Establish a baseline and increase the number of PSUs that adopt modernized financial and human resources systems." within p5 {
    measure business_systems {
      baseline SY2025 15
      target SY2026 35
      target SY2027 55
      target SY2028 75
      target SY2029 95
      target SY2030 115
      compare with charts.published_status where measure_id = "P5.M3" and year = "2025"
    }
  }

  goal g_p6_m1a "Establish a baseline and decrease the number of identified low performing schools annually." within p6 {
    measure low_schools {
      baseline SY2025 685
      target SY2026 650
      target SY2027 600
      target SY2028 550
      target SY2029 500
      target SY2030 450
      compare with charts.published_status where measure_id = "P6.M1a" and year = "2025"
    }
  }

  goal g_p6_m1b "Establish a baseline and decrease the number of identified low performing school districts annually." within p6 {
    measure low_districts {
      baseline SY2025 23
      target SY2026 21
      target SY2027 19
      target SY2028 17
      target SY2029 15
      target SY2030 13
      compare with charts.published_status where measure_id = "P6.M1b" and year = "2025"
    }
  }

  goal g_p7_m2 "Establish a baseline and increase the number of professional development opportunities provided for Public Information Officers (PIOs) and NCDPI partners to use shared messaging and materials." within p7 {
    measure pio_training {
      baseline SY2025 4
      target SY2026 8
      target SY2027 10
      target SY2028 10
      target SY2029 10
      target SY2030 10
      compare with charts.published_status where measure_id = "P7.M2" and year = "2025"
    }
  }

  goal g_p8_m2 "Increase the percentage of school-aged children enrolled in public schools to 89% by 2030." within p8 {
    measure public_enrollment {
      baseline SY2024 83.9%
      target SY2026 85%
      target SY2027 86%
      target SY2028 87%
      target SY2029 88%
      target SY2030 89%
    }
  }

  waive goal_without_measure for g_p1_m15 until 2027-06-30 by "Office of Strategy" "No figure has been published yet"

  activity p1_f1_a1 "Expand Pre-K & Kindergarten Readiness" {
    serves p1_f1
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p1_f1_a2 "Science of Reading & Math Foundations" {
    serves p1_f1
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p1_f1_a3 "Increase Play-Based Learning" {
    serves p1_f1
    starts 2028-01-01
    progress on 2026-08-03 not_started
  }

  activity p1_f2_a1 "Golden LEAF Schools Initiative" {
    serves p1_f2
    starts 2025-07-01
    progress on 2026-08-03 on_schedule
  }

  activity p1_f2_a2 "Strengthen Digital Learning & Literacy" {
    serves p1_f2
    starts 2026-02-01
    progress on 2026-08-03 on_schedule
  }

  activity p1_f2_a3 "PreK-12 Teaching & Learning Framework" {
    serves p1_f2
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p1_f3_a1 "Expand Rigorous Pathways Access" {
    serves p1_f3
    starts 2026-04-01
    progress on 2026-08-03 on_schedule
  }

  activity p1_f3_a2 "Expand Advanced Learning Opportunities" {
    serves p1_f3
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p1_f3_a3 "Reduce Disproportionality in Services" {
    serves p1_f3
    starts 2026-12-01
    progress on 2026-08-03 not_started
  }

  activity p1_f3_a4 "ACT Preparation Course" {
    serves p1_f3
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p1_f4_a1 "Promote College Access Programs" {
    serves p1_f4
    starts 2025-08-01
    progress on 2026-08-03 on_schedule
  }

  activity p1_f4_a2 "Career Development Plans" {
    serves p1_f4
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p1_f4_a3 "Strengthen Grade-Level Transitions" {
    serves p1_f4
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p1_f4_a4 "Expand Arts, Athletics & Leadership" {
    serves p1_f4
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p1_f4_a5 "Embed AI Safely & Ethically" {
    serves p1_f4
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p1_f4_a6 "Monitor Credits Toward Graduation" {
    serves p1_f4
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p1_f5_a1 "Character Education Toolkit" {
    serves p1_f5
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p1_f5_a2 "Expand Service Learning Programs" {
    serves p1_f5
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p1_f5_a3 "Track Postsecondary Transitions" {
    serves p1_f5
    starts 2027-08-01
    progress on 2026-08-03 not_started
  }

  activity p1_f5_a4 "Service Learning Awards & Endorsements" {
    serves p1_f5
    starts 2028-01-01
    progress on 2026-08-03 not_started
  }

  activity p1_f5_a5 "Durable Skills Endorsements" {
    serves p1_f5
    starts 2028-08-01
    progress on 2026-08-03 not_started
  }

  activity p2_f1_a1 "Expand Teacher Recruitment Programs" {
    serves p2_f1
    starts 2026-07-01
    progress on 2026-08-03 not_started
  }

  activity p2_f1_a2 "Strengthen Beginning Teacher Support" {
    serves p2_f1
    starts 2026-07-01
    progress on 2026-08-03 on_schedule
  }

  activity p2_f1_a3 "Professional Learning Standards" {
    serves p2_f1
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p2_f1_a4 "Expand Teacher Pipeline & Reduce Barriers" {
    serves p2_f1
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p2_f2_a1 "Expand Advanced Teaching Roles" {
    serves p2_f2
    starts 2025-08-01
    progress on 2026-08-03 on_schedule
  }

  activity p2_f2_a2 "Uniform Instructional Coaching Model" {
    serves p2_f2
    starts 2026-07-01
    progress on 2026-08-03 on_schedule
  }

  activity p2_f2_a3 "Expand Leadership Academies" {
    serves p2_f2
    starts 2027-07-01
    progress on 2026-08-03 not_started
  }

  activity p2_f3_a1 "Advocate for Competitive Compensation" {
    serves p2_f3
    starts 2026-11-01
    progress on 2026-08-03 not_started
  }

  activity p2_f3_a2 "Revise Principal Compensation Model" {
    serves p2_f3
    starts 2026-11-01
    progress on 2026-08-03 not_started
  }

  activity p2_f4_a1 "Recognize Educator Excellence" {
    serves p2_f4
    starts 2026-07-01
    progress on 2026-08-03 not_started
  }

  activity p2_f4_a2 "Reduce Teacher Burden Models" {
    serves p2_f4
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p2_f4_a3 "Teacher Reverence Initiative" {
    serves p2_f4
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p3_f1_a1 "Translate NCDPI Resources" {
    serves p3_f1
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p3_f1_a2 "Assess Parent & Community Resources" {
    serves p3_f1
    starts 2026-03-01
    progress on 2026-08-03 on_schedule
  }

  activity p3_f1_a3 "Family Engagement Advisory Group" {
    serves p3_f1
    starts 2026-03-01
    progress on 2026-08-03 on_schedule
  }

  activity p3_f1_a4 "Share School-Family Communication Best Practices" {
    serves p3_f1
    starts 2026-06-01
    progress on 2026-08-03 not_started
  }

  activity p3_f1_a5 "Virtual NCDPI Family Academy" {
    serves p3_f1
    starts 2027-05-01
    progress on 2026-08-03 not_started
  }

  activity p3_f2_a1 "Engage Philanthropic & Business Support" {
    serves p3_f2
    starts 2026-06-01
    progress on 2026-08-03 not_started
  }

  activity p3_f2_a2 "PSU-Community Partnerships" {
    serves p3_f2
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p3_f2_a3 "Support Community Bridge Educators" {
    serves p3_f2
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p3_f2_a4 "Advocate for Community Schools Model" {
    serves p3_f2
    starts 2027-05-01
    progress on 2026-08-03 not_started
  }

  activity p3_f2_a5 "Share Health Partnership Best Practices" {
    serves p3_f2
    starts 2027-12-01
    progress on 2026-08-03 not_started
  }

  activity p4_f1_a1 "Strengthen Physical Security" {
    serves p4_f1
    starts 2025-09-01
    progress on 2026-08-03 on_schedule
  }

  activity p4_f1_a2 "Secure Online Learning Environments" {
    serves p4_f1
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p4_f1_a3 "Train SROs for Schools" {
    serves p4_f1
    starts 2027-03-01
    progress on 2026-08-03 not_started
  }

  activity p4_f2_a1 "Limit Wireless Device Distractions" {
    serves p4_f2
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p4_f2_a2 "Reduce Chronic Absenteeism" {
    serves p4_f2
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p4_f2_a3 "Whole School, Whole Community Model" {
    serves p4_f2
    starts 2026-03-01
    progress on 2026-08-03 on_schedule
  }

  activity p4_f2_a4 "Student Behavior Pilot Program" {
    serves p4_f2
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p4_f2_a5 "Implement PBIS" {
    serves p4_f2
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p4_f2_a6 "Physical Activity Implementation" {
    serves p4_f2
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p4_f2_a7 "Expand School-Based Health Services" {
    serves p4_f2
    starts 2027-12-01
    progress on 2026-08-03 not_started
  }

  activity p4_f2_a8 "Mental Health First Aid Training" {
    serves p4_f2
    starts 2027-12-01
    progress on 2026-08-03 not_started
  }

  activity p4_f2_a9 "Maximize Medicaid Reimbursements" {
    serves p4_f2
    starts 2028-08-01
    progress on 2026-08-03 not_started
  }

  activity p5_f1_a1 "Language Access & Accessibility Plan" {
    serves p5_f1
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p5_f1_a2 "Improve NCDPI Communication Access" {
    serves p5_f1
    starts 2026-06-01
    progress on 2026-08-03 not_started
  }

  activity p5_f1_a3 "DPI Customer Service Survey" {
    serves p5_f1
    starts 2026-06-01
    progress on 2026-08-03 on_schedule
  }

  activity p5_f1_a4 "PSU Capacity Building Guidance" {
    serves p5_f1
    starts 2026-06-01
    progress on 2026-08-03 on_schedule
  }

  activity p5_f1_a5 "Evaluate NCDPI Building Condition" {
    serves p5_f1
    starts 2026-06-01
    progress on 2026-08-03 on_schedule
  }

  activity p5_f1_a6 "Standardize Work Order Processes" {
    serves p5_f1
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p5_f2_a1 "Address Operational Barriers" {
    serves p5_f2
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p5_f2_a2 "Reestablish Agency Roundtable" {
    serves p5_f2
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p5_f2_a3 "Create Key Performance Indicators" {
    serves p5_f2
    starts 2026-02-01
    progress on 2026-08-03 on_schedule
  }

  activity p5_f3_a1 "Implement NCSIS" {
    serves p5_f3
    starts 2025-08-01
    progress on 2026-08-03 completed
  }

  activity p5_f3_a2 "Uniform Data Framework" {
    serves p5_f3
    starts 2026-03-01
    progress on 2026-08-03 on_schedule
  }

  activity p5_f3_a3 "Launch Enhanced Data Analytics" {
    serves p5_f3
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p5_f3_a4 "Audit Agency Contracts" {
    serves p5_f3
    starts 2026-09-01
    progress on 2026-08-03 not_started
  }

  activity p5_f3_a5 "Promote Operational Efficiency Practices" {
    serves p5_f3
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p5_f3_a6 "Leverage AI & Advanced Analytics" {
    serves p5_f3
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p5_f3_a7 "Modernize Core Systems" {
    serves p5_f3
    starts 2028-01-01
    progress on 2026-08-03 not_started
  }

  activity p5_f3_a8 "Centralized Data Visualization Platform" {
    serves p5_f3
    starts 2028-08-01
    progress on 2026-08-03 not_started
  }

  activity p6_f1_a1 "Innovation Leadership Council" {
    serves p6_f1
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p6_f1_a2 "Innovation Pilot & Evaluation Process" {
    serves p6_f1
    starts 2026-03-01
    progress on 2026-08-03 on_schedule
  }

  activity p6_f1_a3 "Annual Effective Practices Collection" {
    serves p6_f1
    starts 2026-06-01
    progress on 2026-08-03 not_started
  }

  activity p6_f2_a1 "Establish Education Networks" {
    serves p6_f2
    starts 2026-09-01
    progress on 2026-08-03 not_started
  }

  activity p6_f2_a2 "Create Shared Network Resources" {
    serves p6_f2
    starts 2026-09-01
    progress on 2026-08-03 not_started
  }

  activity p6_f2_a3 "Annual Networks Conference" {
    serves p6_f2
    starts 2027-10-01
    progress on 2026-08-03 not_started
  }

  activity p6_f3_a1 "Redesign Low-Performing School Process" {
    serves p6_f3
    starts 2026-02-01
    progress on 2026-08-03 on_schedule
  }

  activity p6_f3_a2 "Recruit & Retain for Low-Performing Schools" {
    serves p6_f3
    starts 2026-06-01
    progress on 2026-08-03 not_started
  }

  activity p6_f3_a3 "School Improvement Protocols" {
    serves p6_f3
    starts 2026-09-01
    progress on 2026-08-03 not_started
  }

  activity p6_f3_a4 "Support Low-Performing Districts" {
    serves p6_f3
    starts 2028-03-01
    progress on 2026-08-03 not_started
  }

  activity p6_f4_a1 "Multiple Measures of Performance" {
    serves p6_f4
    starts 2025-10-01
    progress on 2026-08-03 on_schedule
  }

  activity p6_f4_a2 "Enhance Interim Assessments" {
    serves p6_f4
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p6_f4_a3 "School Funding Model Reform" {
    serves p6_f4
    starts 2026-11-01
    progress on 2026-08-03 not_started
  }

  activity p6_f4_a4 "New School Performance Profiles" {
    serves p6_f4
    starts 2026-12-01
    progress on 2026-08-03 not_started
  }

  activity p7_f1_a1 "Research Public Education Messaging" {
    serves p7_f1
    starts 2025-10-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f1_a2 "Develop & Test Messaging" {
    serves p7_f1
    starts 2026-01-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f1_a3 "Create Public Education Materials" {
    serves p7_f1
    starts 2026-03-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f1_a4 "PIO Training & Support Materials" {
    serves p7_f1
    starts 2026-05-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f2_a1 "Engage PSU Communications Staff" {
    serves p7_f2
    starts 2025-12-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f2_a2 "Engage NCDPI & Partner Communications" {
    serves p7_f2
    starts 2026-03-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f2_a3 "Engage Non-Education Partners" {
    serves p7_f2
    starts 2026-07-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f3_a1 "Uplift Success Stories" {
    serves p7_f3
    starts 2025-12-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f3_a2 "Coordinate Celebration Messaging" {
    serves p7_f3
    starts 2026-03-01
    progress on 2026-08-03 on_schedule
  }

  activity p7_f3_a3 "Joint Community Engagement Events" {
    serves p7_f3
    starts 2026-05-01
    progress on 2026-08-03 not_started
  }

  activity p7_f3_a4 "Evaluate Messaging Impact" {
    serves p7_f3
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p8_f1_a1 "Train Advocacy Partners" {
    serves p8_f1
    starts 2026-05-01
    progress on 2026-08-03 on_schedule
  }

  activity p8_f1_a2 "Connect Advocacy Efforts" {
    serves p8_f1
    starts 2026-09-01
    progress on 2026-08-03 not_started
  }

  activity p8_f1_a3 "Support Aligned Initiatives" {
    serves p8_f1
    starts 2026-09-01
    progress on 2026-08-03 not_started
  }

  activity p8_f2_a1 "10 Million Books Campaign" {
    serves p8_f2
    starts 2026-01-01
    progress on 2026-08-03 not_started
  }

  activity p8_f2_a2 "PSU Family Engagement Toolkits" {
    serves p8_f2
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p8_f2_a3 "Career & Postsecondary Planning Toolkits" {
    serves p8_f2
    starts 2027-01-01
    progress on 2026-08-03 not_started
  }

  activity p8_f3_a1 "Engage Policymakers in Schools" {
    serves p8_f3
    starts 2026-08-01
    progress on 2026-08-03 not_started
  }

  activity p8_f3_a2 "Engage Business & Philanthropic Investment" {
    serves p8_f3
    starts 2026-10-01
    progress on 2026-08-03 not_started
  }

  activity p8_f3_a3 "Advocate for Public School Investments" {
    serves p8_f3
    starts 2026-11-01
    progress on 2026-08-03 not_started
  }

  activity p8_f3_a4 "Create Statewide Foundation" {
    serves p8_f3
    starts 2026-12-01
    progress on 2026-08-03 not_started
  }

  activity p8_f3_a5 "Highlight Public Education Narrative" {
    serves p8_f3
    starts 2028-11-01
    progress on 2026-08-03 not_started
  }

  activity p8_f3_a6 "Explore Tuition-Free Endowment" {
    serves p8_f3
    starts 2030-06-01
    progress on 2026-08-03 not_started
  }
}
