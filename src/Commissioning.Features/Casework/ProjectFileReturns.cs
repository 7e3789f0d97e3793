using Commissioning.Domain;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Documents;
using static Commissioning.Features.Casework.ProjectPaper;

namespace Commissioning.Features.Casework;

/// <summary>The monitoring returns in a project's file, each with its spending, outcomes, people and what was to be put right.</summary>
public static class ProjectFileReturns
{
    public static readonly ProjectFilePart Spending = Table(
        "Spending by line",
        """
        select   s.ReturnId, t.Kind, t.DueOn, b.Item, coalesce(b.Awarded, b.Requested) as Budget, s.Spent, s.Explanation
        from     MonitoringReturn t
        join     MonitoringSpend s on s.ReturnId = t.Id
        join     BudgetLine b on b.Id = s.BudgetLineId
        where    t.AwardId = @award
        order by t.DueOn, t.Kind, t.Id, b.Position
        """,
        ["Line", "Budget", "Spent", "Why it differs"],
        line => Row(line["Item"], line.Money("Budget").ToString(), line.Money("Spent").ToString(), line["Explanation"]),
        numeric: [1, 2],
        total: rows =>
            Row("Total", rows.Sum(line => line.Money("Budget")).ToString(), rows.Sum(line => line.Money("Spent")).ToString(), ""),
        ofReturn: true,
        file: new(
            "spending.csv",
            ["Return", "Due on", "Line", "Budget", "Spent", "Why it differs"],
            line =>
                Row(
                    line["Kind"],
                    IsoDay(line, "DueOn"),
                    line["Item"],
                    line.Money("Budget").ToInput(),
                    line.Money("Spent").ToInput(),
                    line["Explanation"]
                )
        )
    );

    public static readonly ProjectFilePart Outcomes = Table(
        "Outcomes",
        """
        select   x.ReturnId, t.Kind, t.DueOn, m.Outcome, m.Measure, m.Baseline, m.Target, x.BeforeFigure, x.AfterFigure, x.Achieved, x.Verdict, u.Words as PublicWords
        from     MonitoringReturn t
        join     MonitoringOutcome x on x.ReturnId = t.Id
        join     OutcomeMeasure m on m.Id = x.OutcomeMeasureId
        left join PublicOutcome u on u.AwardId = t.AwardId and u.OutcomeMeasureId = m.Id
        where    t.AwardId = @award
        order by t.DueOn, t.Kind, t.Id, m.Position
        """,
        ["Promised", "From, to", "Before, after", "Achieved", "Verdict"],
        row =>
            Row(
                $"{row["Outcome"]}, measured by {row["Measure"]}",
                $"{row["Baseline"]}, {row["Target"]}",
                Join(row["BeforeFigure"], row["AfterFigure"]),
                row["Achieved"],
                row["Verdict"] is { } verdict ? Words(verdict) : ""
            ),
        ofReturn: true,
        file: new(
            "outcomes.csv",
            ["Return", "Due on", "Outcome", "Measure", "Public words", "Verdict"],
            row => Row(row["Kind"], IsoDay(row, "DueOn"), row["Outcome"], row["Measure"], row["PublicWords"], row["Verdict"])
        )
    );

    private static readonly ProjectFilePart People = new(
        """
        select   p.ReturnId, p.Question, p.Choice, p.People
        from     MonitoringPeople p
        join     MonitoringReturn t on t.Id = p.ReturnId
        where    t.AwardId = @award
        order by p.Question, p.Choice, p.ReturnId
        """
    )
    {
        IsOfReturn = true,
    };

    private static readonly ProjectFilePart Points = Table(
        "What the office asked to put right",
        """
        select    x.ReturnId, x.Part, coalesce(b.Item, m.Outcome) as Name, x.Note, p.DisplayName as AskedBy, x.AskedAt, x.Answer
        from      ReturnPoint x
        join      MonitoringReturn t on t.Id = x.ReturnId
        left join BudgetLine b on b.Id = x.BudgetLineId
        left join OutcomeMeasure m on m.Id = x.OutcomeMeasureId
        left join Person p on p.Id = x.AskedBy
        where     t.AwardId = @award
        order by  x.AskedAt, x.Id
        """,
        ["Part", "Note", "Asked", "Answer"],
        point =>
            Row(
                ReturnPart.Label(Enum.Parse<ReturnPartKind>(point["Part"]!), point["Name"]),
                point["Note"],
                Join(point["AskedBy"], Date(point, "AskedAt")),
                point["Answer"]
            ),
        ofReturn: true
    );

    private static readonly ProjectFilePart Flags = Table(
        "What the reviewer was asked to look at",
        """
        select   x.ReturnId, x.Sentence, case when x.Confirmed = 1 then 'Says it is right' end as Answer
        from     ReturnFlag x
        join     MonitoringReturn t on t.Id = x.ReturnId
        where    t.AwardId = @award
        order by t.DueOn, t.Kind, x.Position
        """,
        ["Flag", "The organisation"],
        flag => Row(flag["Sentence"], flag["Answer"] ?? ""),
        ofReturn: true
    );

    private static readonly ProjectFilePart Consent = Table(
        "Consent to publish",
        """
        select    c.ReturnId, c.Item, p.Number, c.Relation, c.How, c.GivenOn, c.LastDay, c.WithdrawnSide, c.WithdrawnAt
        from      PublicationConsent c
        join      MonitoringReturn t on t.Id = c.ReturnId
        left join MonitoringPhoto p on p.Id = c.PhotoId
        where     t.AwardId = @award
        order by  c.RecordedAt, c.Id
        """,
        ["What", "Who said yes, and how", "From, until", "Taken back"],
        row =>
            Row(
                ConsentRules.Words(Enum.Parse<ConsentItem>(row["Item"]!), row.Has("Number") ? (int)row.Number("Number") : 0),
                $"{ConsentRules.Words(Enum.Parse<ConsentRelation>(row["Relation"]!))}, {ConsentRules.Words(Enum.Parse<ConsentHow>(row["How"]!))}",
                Day(row, "GivenOn") + (row.Has("LastDay") ? $" to {Day(row, "LastDay")}" : ""),
                row["WithdrawnSide"] is { } side ? $"{ConsentRules.Words(Enum.Parse<ConsentSide>(side))}, {Date(row, "WithdrawnAt")}" : ""
            ),
        ofReturn: true
    );

    /// <summary>Prints each return with what the parts of returns hold about it.</summary>
    public static readonly ProjectFilePart Returns = new(
        """
        select    t.Id, t.Kind, t.Status, t.DueOn, t.PeriodFrom, t.PeriodTo, t.Delivered, t.Learned, t.PeopleNew, t.PeopleRepeat, t.PreventionLevel, t.Story, t.QuoteText,
                  e.DisplayName as PreparedBy, t.PreparedAt, s.DisplayName as SubmittedBy, t.SubmittedAt, v.DisplayName as ReviewedBy, t.ReviewedAt, t.ReviewNote, t.Rating, t.FlagNote
        from      MonitoringReturn t
        left join Person e on e.Id = t.PreparedBy
        left join Person s on s.Id = t.SubmittedBy
        left join Person v on v.Id = t.ReviewedBy
        where     t.AwardId = @award
        order by  t.DueOn, t.Kind, t.Id
        """
    )
    {
        Print = (rows, file) => rows.Count == 0 ? [new Paragraph("None.")] : rows.SelectMany(row => ReturnOf(row, file)),
    };

    public static readonly IReadOnlyList<ProjectFilePart> Parts = [Returns, Spending, Outcomes, People, Points, Consent, Flags];

    private static IEnumerable<LetterBlock> ReturnOf(ProjectFileRow one, ProjectFile.Contents file)
    {
        var id = one.Id("Id");
        IReadOnlyList<ProjectFileRow> Of(ProjectFilePart part) => file[part].Where(row => row.Id("ReturnId") == id).ToList();
        // Questions whose choices come to the people share them out; the others may overlap, or are not answered in full.
        var questions = Of(People)
            .InAnswerOrder(row => row["Choice"]!)
            .OrderBy(row => row["Question"], StringComparer.Ordinal)
            .GroupBy(row => row["Question"]!)
            .ToList();
        var newcomers = one.Has("PeopleNew") ? one.Number("PeopleNew") : (long?)null;
        var shares = questions.Where(question => question.Sum(row => row.Number("People")) == newcomers).ToList();
        var people = SmallNumbers.Protect(
            shares.Count > 0
                ? shares.Select(question => (IReadOnlyList<long>)question.Select(row => row.Number("People")).ToList()).ToList()
                :
                [
                    [newcomers ?? 0],
                ]
        );
        IReadOnlyList<PeopleShown> ShownOf(IGrouping<string, ProjectFileRow> question) =>
            shares.IndexOf(question) is >= 0 and var place
                ? people.Tables[place]
                : SmallNumbers.Overlapping(question.Select(row => row.Number("People")));
        yield return new Heading(3, $"{one["Kind"]} return, due {Day(one, "DueOn")}: {Words(one["Status"]!).ToLowerInvariant()}");
        var facts = Facts(
            ("Period", Period(one, "PeriodFrom", "PeriodTo")),
            ("Prepared", Join(one["PreparedBy"], Date(one, "PreparedAt"))),
            ("Sent", Join(one["SubmittedBy"], Date(one, "SubmittedAt"))),
            ("Reviewed", Join(one["ReviewedBy"], Date(one, "ReviewedAt"), one["ReviewNote"])),
            ("Rating", one["Rating"]),
            ("To the flags", one["FlagNote"]),
            ("Prevention level", one["PreventionLevel"]),
            ("People for the first time", newcomers is null ? null : people.Total.ToString()),
            ("Came back", one.Has("PeopleRepeat") ? SmallNumbers.Overlapping([one.Number("PeopleRepeat")])[0].ToString() : null),
            ("What was done", one["Delivered"]),
            ("What was learned", one["Learned"]),
            ("Story", one["Story"]),
            ("Quote", one["QuoteText"])
        );
        yield return facts.Rows.Count > 0 ? facts : new Paragraph("Nothing has been written yet.");
        foreach (var block in new[] { Spending, Outcomes }.SelectMany(part => part.Print(Of(part), file)))
            yield return block;
        foreach (var question in questions)
            yield return TableOf(
                question.Key + (shares.Contains(question) ? "" : " (may overlap)"),
                ["Choice", "People"],
                question.Select((row, i) => Row(row["Choice"], ShownOf(question)[i].ToString())).ToList(),
                [1]
            );
        foreach (var block in new[] { Points, Consent, Flags }.SelectMany(part => part.Print(Of(part), file)))
            yield return block;
    }
}
