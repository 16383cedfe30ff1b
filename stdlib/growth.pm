# Growth. The metrics ask for these sources of the project:
#
#   growth         one row per student, subject and school year who has a growth result, with
#     growth_percentile number            student growth percentile, 1 to 99
#     adequate_growth_percentile number   the percentile that leads to the standard in time
#     met_projection bool                 reached the score projected from last year's
#   tests          one row per student_id, subject and school year, with score number
#   value_added    a summary: one row per unit and year, with estimate number

metric median_growth_percentile "Median growth percentile" {
  about """
      Median of student growth percentiles; of an even number of students the lower one of the two in
      the middle: 22, 30, 45 and 99 give 30, where others take 37.5. Small schools differ by that: a
      metric of your own with `between middle` takes this one's place. States show it from 20 students
      on, as a rule.
      Source: NWEA, median conditional growth percentile (the convention); Nevada school performance
      framework glossary (the measure).
      """
  link "https://connection.nwea.org/articles/Knowledge/What-is-the-median-conditional-growth-percentile"
  lagging
  value median growth_percentile of growth
  between lower
  unit score "percentile"
  better higher
}

metric mean_growth_percentile "Mean growth percentile" {
  about """
      Mean of student growth percentiles. 50 is the state's average by construction: not every
      school can be above it.
      Source: New Hampshire Department of Education, iReport (the mean; most states take the
      median).
      """
  link "https://ireport.education.nh.gov/state/NH/growth"
  lagging
  value mean growth_percentile of growth
  unit score "percentile"
  better higher
}

metric adequate_growth_rate "Students whose growth is adequate" {
  about """
      Growth percentile at or above the one that reaches or keeps the standard in the state's time,
      of students who have both. Growth to standard, unlike the median, is no comparison with peers.
      Source: Nevada school performance framework glossary (adequate growth percentile).
      """
  link "https://www.schoolscoutnevada.org/glossary/student-growth/"
  lagging
  numerator count of growth where growth_percentile >= adequate_growth_percentile
  denominator count of growth
      where growth_percentile is not missing and adequate_growth_percentile is not missing
  better higher
}

metric projection_met_rate "Students who met their projected growth" {
  about """
      Reached the score that peers with the same start reached on average, of students with both
      tests. About half do in the norm group.
      Customary: reports of interim tests (NWEA: met growth projection).
      """
  lagging
  numerator count of growth where met_projection = true
  denominator count of growth where met_projection is not missing
  better higher
}

metric low_growth_rate "Students with low growth" {
  about """
      Growth percentile below 35, of students who have one.
      Customary: 35 and 65 bound typical growth in states that follow the Colorado model; others cut
      at 40 and 60.
      """
  lagging
  numerator count of growth where growth_percentile < 35
  denominator count of growth where growth_percentile is not missing
  better lower
}

metric score_gain "Gain in score" {
  about """
      Mean of this year's score less last year's, of students tested in the subject in both years.
      Only on a vertical scale, where scores of two grades mean the same; students who moved are
      left out unless their earlier score is known.
      Customary: no one publication is followed.
      """
  lagging
  match student_id, subject with previous
  value mean score - previous.score of tests
  unit score "points"
  better higher
}

metric value_added_estimate "Value added, as published" {
  about """
      The estimate as its vendor publishes it (EVAAS and others), never worked out here. Read it
      with its standard error: within two of them it is not different from expected growth. Report
      bands, not ranks.
      Customary: the model is the vendor's.
      """
  lagging
  value published estimate of value_added
  unit score "standard points"
  better higher
}
