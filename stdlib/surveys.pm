# Surveys of climate and engagement. The metrics ask for these sources of the project:
#
#   survey_answers  one row per person and item answered, with
#     respondent text              "student", "family", "teacher", "staff"
#     topic text                   "belonging", "safety", "engagement", "teacher_relationships",
#                                  "leadership" and others
#     answer int                   1 to 5, 5 the most favorable; reversed items turned round
#                                  already; "don't know" and "does not apply" missing
#   survey_invitations  one row per person invited, with completed bool
use attendance

metric favorable_response "Favorable answers" {
  about """
      The two most favorable of five answers, of all valid ones, the middle one included. "Don't
      know" and "does not apply" are in neither count. Divide by topic; over topics it is a mean of
      items. Publishers differ in what they do with the middle answer: see `favorable_of_decided`.
      Customary: percent favorable, as survey reports of districts show it.
      """
  lagging
  numerator count of survey_answers where answer >= 4
  denominator count of survey_answers where answer is not missing
  better higher
}

metric favorable_of_decided "Favorable answers of the decided" {
  about """
      The two most favorable of five answers, of those that are not in the middle: always above
      `favorable_response` where anybody is in the middle, so never compare one with the other.
      Source: Panorama Education, the difference between percent favorable and means.
      """
  link "https://academy.panoramaed.com/article/693-what-is-the-difference-between-percent-favorable-and-means"
  lagging
  numerator count of survey_answers where answer >= 4
  denominator count of survey_answers where answer is not missing and answer != 3
  better higher
}

metric sense_of_belonging "Students who feel that they belong" {
  about """
      Favorable answers of students to the items of belonging, of all valid ones.
      Customary: as `favorable_response`; the items are the survey's.
      """
  leading chronic_absence after 1 year
  numerator count of survey_answers where answer >= 4
  denominator count of survey_answers
      where respondent = "student" and topic = "belonging" and answer is not missing
  better higher
}

metric perceived_safety "Students who feel safe" {
  about """
      Favorable answers of students to the items of safety, of all valid ones. What is felt, not
      what happened: read it with discipline.
      Customary: as `favorable_response`; the items are the survey's.
      """
  leading chronic_absence after 1 year
  numerator count of survey_answers where answer >= 4
  denominator count of survey_answers
      where respondent = "student" and topic = "safety" and answer is not missing
  better higher
}

metric family_engagement "Families who feel engaged" {
  about """
      Favorable answers of families to the items of engagement, of all valid ones. Families who do
      not answer are engaged less: read it with `survey_response_rate`.
      Customary: as `favorable_response`; the items are the survey's.
      """
  leading chronic_absence after 1 year
  numerator count of survey_answers where answer >= 4
  denominator count of survey_answers
      where respondent = "family" and topic = "engagement" and answer is not missing
  better higher
}

metric teacher_view_of_leadership "Teachers who are well led" {
  about """
      Favorable answers of teachers to the items of leadership, of all valid ones.
      Customary: as `favorable_response`; the items are the survey's.
      """
  lagging
  numerator count of survey_answers where answer >= 4
  denominator count of survey_answers
      where respondent = "teacher" and topic = "leadership" and answer is not missing
  better higher
}

metric survey_response_rate "Survey answered" {
  about """
      Completed, of those invited. South Carolina's report cards show it beside each result, with
      both counts.
      Source: South Carolina School Report Cards, school climate (participation rate).
      """
  link "https://screportcards.com/overview/school-environment/school-climate"
  lagging
  numerator count of survey_invitations where completed = true
  denominator count of survey_invitations
  better higher
  observed to_date
}
