using Commissioning.Features.Moderation;

namespace Commissioning.Features.Tests.Moderation;

public sealed class AnalyseScoresTests
{
    private const string ShroutFleiss =
        "application,assessor,score\nB1,J1,9\nB1,J2,2\nB1,J3,5\nB1,J4,8\nB2,J1,6\nB2,J2,1\nB2,J3,3\nB2,J4,2\nB3,J1,8\nB3,J2,4\nB3,J3,6\nB3,J4,8\nB4,J1,7\nB4,J2,1\nB4,J3,2\nB4,J4,6\nB5,J1,10\nB5,J2,5\nB5,J3,6\nB5,J4,9\nB6,J1,6\nB6,J2,2\nB6,J3,4\nB6,J4,7\n";

    private static (AnalyseScores.ScoreAnalysis? Result, IReadOnlyList<string> Faults) Read(string scores, string? criteria = null) =>
        AnalyseScores.Read(new StringReader(scores), criteria is null ? null : new StringReader(criteria));

    [Fact]
    public void Score_analysis_reproduces_the_published_example_in_any_line_order_and_separator()
    {
        var json = AnalyseScores.Json(Read(ShroutFleiss).Result!);
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(0.29, Math.Round(parsed.RootElement.GetProperty("icc").GetProperty("single").GetProperty("model2").GetDouble(), 2));
        Assert.Equal(0.91, Math.Round(parsed.RootElement.GetProperty("icc").GetProperty("average").GetProperty("model3").GetDouble(), 2));
        var lines = ShroutFleiss.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            json,
            AnalyseScores.Json(Read(string.Join("\r\n", lines.Skip(1).Reverse().Prepend(lines[0])).Replace(',', ';')).Result!)
        );
        Assert.Contains(
            "Intraclass correlation, one assessor, model 3  0.715",
            AnalyseScores.Text(Read(ShroutFleiss).Result!),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Score_analysis_treats_a_blank_as_missing_and_its_total_as_missing()
    {
        var result = Read(
            "application,assessor,criterion,score\nA,X,need,5\nA,X,value,0\nA,Y,need,3\nA,Y,value,\nB,X,need,1\nB,X,value,1\nB,Y,need,2\nB,Y,value,2\nC,X,need,\n",
            "criterion,weight,maximum\nneed,60,5\nvalue,40,4\n"
        ).Result!;
        Assert.Equal([1, 2, 0], result.Health.ByApplication.Select(application => application.Scores));
        // 60; (12 + 10 and 24 + 20) / 2.
        Assert.Equal([60.0, 33.0, null], result.Health.ByApplication.Select(application => application.Mean));
        Assert.Equal(["need", "value"], result.ByCriterion.Select(one => one.Criterion));
        Assert.Contains(
            "\"kendallW\": null",
            AnalyseScores.Json(Read("application,assessor,score\nA,X,5\nB,X,4\n").Result!),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cannot be calculated",
            AnalyseScores.Text(Read("application,assessor,score\nA,X,5\nA,Y,5\nB,X,5\nB,Y,5\n").Result!),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", null, "The file is empty. Its first line must name the columns application, assessor, score")]
    [InlineData(
        "application,score\nA,1",
        null,
        "Line 1: there is no column assessor. The columns are application, assessor, score and, if scores are by criterion, criterion"
    )]
    [InlineData(
        "application,assessor,score\nA,X,five",
        null,
        "Line 2, score: \"five\" is not a number. Leave it empty where there is no score"
    )]
    [InlineData("application,assessor,score\nA,X,5\nA,X,4", null, "Line 3: X has a score for A already, in line 2")]
    [InlineData("application,assessor,score\n,X,5", null, "Line 2, application: is empty")]
    [InlineData(
        "application,assessor,criterion,score\nA,X,need,6",
        "criterion,weight\nneed,100",
        "Line 2, score: 6 is off the scale of need, 0 to 5"
    )]
    [InlineData(
        "application,assessor,criterion,score\nA,X,ned,4",
        "criterion,weight\nneed,100",
        "Line 2, criterion: ned is not in the file of criteria"
    )]
    [InlineData(
        "application,assessor,criterion,score\nA,X,need,4",
        "criterion,weight\nneed,95",
        "Criteria: the weights must add up to 100. They add up to 95"
    )]
    [InlineData(
        "application,assessor,score\nA,X,4",
        "criterion,weight\nneed,100",
        "Line 1: there are weights of criteria, and no column criterion"
    )]
    [InlineData("application,assessor,score\n", null, "There is no score below the first line")]
    public void Score_analysis_names_the_line_of_a_fault(string scores, string? criteria, string sentence)
    {
        var (result, faults) = Read(scores, criteria);
        Assert.Null(result);
        Assert.Equal(sentence, faults[0]);
    }
}
