# The module `surveys` on figures that can be counted by hand.
project surveys "Surveys" {
  calendar school_year SY { starts 07-01 ; named by end }
}
use surveys
unit district "The district" as district

source survey_answers {
  from csv "answers.csv"
  one row per person, item, school_year
  period school_year as "2024-25"
  unit district
  field person text
  field item text
  field school_year text
  field respondent text
  field topic text
  field answer int
}
source survey_invitations {
  from csv "invitations.csv"
  one row per person, school_year
  period school_year as "2024-25"
  unit district
  field person text
  field school_year text
  field completed bool
}

test answers "The middle answer is valid, and not decided; no answer is neither" {
  given survey_answers """
      person, item, school_year, respondent, topic,      answer
      a,      1,    2024-25,     student,    belonging,  5
      b,      1,    2024-25,     student,    belonging,  3
      c,      1,    2024-25,     student,    belonging,  1
      d,      1,    2024-25,     student,    belonging,
      a,      2,    2024-25,     student,    safety,     4
      e,      1,    2024-25,     family,     engagement, 2
      f,      1,    2024-25,     family,     engagement, 4
      g,      1,    2024-25,     teacher,    leadership, 3
      g,      2,    2024-25,     teacher,    belonging,  5
      """
  counts favorable_response SY2025 4 of 8
  counts favorable_of_decided SY2025 4 of 6
  counts sense_of_belonging SY2025 1 of 3
  counts perceived_safety SY2025 1 of 1
  counts family_engagement SY2025 1 of 2
  counts teacher_view_of_leadership SY2025 0 of 1
}
test invited "Answered, of those invited" {
  given survey_invitations """
      person, school_year, completed
      a,      2024-25,     Y
      b,      2024-25,     N
      c,      2024-25,     Y
      d,      2024-25,
      """
  counts survey_response_rate SY2025 2 of 4
}
