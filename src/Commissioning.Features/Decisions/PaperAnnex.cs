using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Applications;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Decisions;

/// <summary>The annex of a paper: a page for each application, with what it asks for, how it was scored, conflicts of interest, conditions
/// and checks. Scores stand without names, as who gave which is the panel's; conflicts are named, as in the paper.</summary>
internal sealed class PaperAnnex
{
    private const string ScoresTitle = "Scores by criterion";

    /// <summary>Up to this many scores stand on one line.</summary>
    private const int MostOnALine = 6;

    private const string Title = "Annex: the applications";

    private readonly FundingLineQueries.FundingLinePage line;
    private readonly RoundScores book;
    private readonly ILookup<Guid, SubmittedScore> scores;
    private readonly ILookup<Guid, PanelWork.OutRow> conflicts;
    private readonly ILookup<Guid, CheckRow> checks;
    private readonly ILookup<Guid, PartRow> parts;
    private readonly Dictionary<Guid, DetailRow> details;
    private readonly int expected;

    private PaperAnnex(
        FundingLineQueries.FundingLinePage line,
        RoundScores book,
        IReadOnlyList<SubmittedScore> scores,
        IReadOnlyList<PanelWork.OutRow> conflicts,
        IReadOnlyList<CheckRow> checks,
        IReadOnlyList<PartRow> parts,
        IReadOnlyList<DetailRow> details,
        int expected
    )
    {
        (this.line, this.book, this.expected) = (line, book, expected);
        this.scores = scores.ToLookup(score => score.ApplicationId);
        this.conflicts = conflicts.ToLookup(row => row.ApplicationId);
        this.checks = checks.ToLookup(row => row.ApplicationId);
        this.parts = parts.ToLookup(row => row.ApplicationId);
        this.details = details.ToDictionary(row => row.Id);
    }

    /// <param name="seats">How many assessors the panel has.</param>
    public static async Task<IReadOnlyList<LetterBlock>> OfRoundAsync(
        Work work,
        FundingLineQueries.FundingLinePage line,
        IReadOnlyList<PanelWork.OutRow> conflicts,
        int seats
    )
    {
        var round = line.Round.Id;
        var annex = new PaperAnnex(
            line,
            await RoundScores.LoadAsync(work, round),
            await RoundScores.ScoresAsync(work, round, 1, int.MaxValue),
            conflicts,
            await work.QueryAsync<CheckRow>(ChecksSql, new { round }),
            await work.QueryAsync<PartRow>(PartsSql, new { round }),
            await work.QueryAsync<DetailRow>(DetailsSql, new { round }),
            RoundScores.Expected(line.Round, seats)
        );
        if (line.Lines.Count == 0)
            return [];
        return
        [
            new PageBreak(),
            new Heading(2, Title),
            new Paragraph("A page for each application. Scores stand without names, in one order for all criteria of an application."),
            .. line.Lines.OrderBy(one => one.Fitted.Application.Number).SelectMany(annex.Of),
        ];
    }

    /// <summary>The id of the heading of an application's page.</summary>
    public static string IdOf(FundingLineQueries.RankedLine one) =>
        string.Create(CultureInfo.InvariantCulture, $"application-{one.Fitted.Application.Number}");

    private IEnumerable<LetterBlock> Of(FundingLineQueries.RankedLine one, int place)
    {
        var id = one.Fitted.Application.ApplicationId;
        var detail = details[id];
        var part = parts[id].FirstOrDefault();
        if (place > 0)
            yield return new PageBreak();
        yield return new Heading(3, $"{one.Reference}: {one.ProjectName}") { Id = IdOf(one) };
        yield return new KeyValues([
            new("Organisation", $"{one.Organisation}, {(one.Zone is { Length: > 0 } zone ? $"{one.Area}: {zone}" : one.Area)}"),
            new("The recommendation", Recommendation(one)),
            new("Agreed score", Score(one)),
            new(
                "Asked",
                detail is { StartsOn: { } from, EndsOn: { } to }
                    ? $"{one.Asked}, from {LondonTime.Date(from)} to {LondonTime.Date(to)}"
                    : one.Asked.ToString()
            ),
            .. part is null ? [] : new Fact[] { new("Part of a grant", InWords(part)) },
            new("Priority", detail.Priority),
        ]);
        yield return new Heading(4, "What it will do");
        yield return new Paragraph(one.Summary);
        yield return new Heading(4, ScoresTitle);
        yield return Criteria(id);
        if (PassFails(id) is { } passFails)
            yield return passFails;
        yield return new Paragraph(Missing(id));
        if (detail.Note is { Length: > 0 } note)
        {
            yield return new Heading(4, "Note of the meeting");
            yield return new Quote(note, detail.Present is { Length: > 0 } present ? $"Present: {present}" : null);
        }
        yield return new Heading(4, "Due diligence checks");
        foreach (var block in Checks(id))
            yield return block;
    }

    private static string Recommendation(FundingLineQueries.RankedLine one) =>
        one.Fitted.Result == FitResult.Fund
            ? $"Fund with {one.Fitted.Application.Amount}{(one.IsPart ? ", a part of what it asked for" : "")}"
            : $"Do not fund. {Sentences.Of(one.Fitted.Reason)}";

    private static string Score(FundingLineQueries.RankedLine one) =>
        one.Fitted.Application.Percent is { } percent
            ? $"{percent.ToPercent()}{(one.Fitted.Rank > 0 ? $", rank {one.Fitted.Rank}" : "")}"
            : "None agreed";

    private static string InWords(PartRow part) =>
        $"{part.Amount} was proposed. {Sentences.Whole(part.Reason)} "
        + part.Confirmed switch
        {
            null => "The applicant has not answered yet, so the full amount counts.",
            true => "The applicant says that the project works with it.",
            _ => "The applicant says that the project does not work with it, so the full amount counts.",
        };

    private Figures Criteria(Guid application)
    {
        var given = scores[application].ToList();
        var means = RoundScores.Means(given);
        var agreed = book.AgreedOf(application).ToDictionary(row => row.CriterionId);
        return new(
            ScoresTitle,
            [new("Criterion"), new("Scores"), new("Mean", true), new("Agreed", true), new("Why")],
            book.Criteria.Select(criterion =>
                {
                    var row = agreed.GetValueOrDefault(criterion.Id);
                    var own = given
                        .Where(score => score.CriterionId == criterion.Id)
                        .OrderBy(score => score.AssessorId)
                        .Select(score => Number(score.Value))
                        .ToList();
                    return (IReadOnlyList<string>)
                        [
                            $"{criterion.Name}\n{criterion.Weight}%, {criterion.ScaleInWords}",
                            own.Count == 0 ? "None" : string.Join(own.Count > MostOnALine ? ", " : ",\u00a0", own),
                            means.TryGetValue(criterion.Id, out var mean) ? mean.ToRounded(2) : "None",
                            row is null ? "None" : row.Score.ToRounded(2),
                            row?.Reason ?? "No reason recorded",
                        ];
                })
                .ToList()
        );
    }

    private Figures? PassFails(Guid application)
    {
        if (book.PassFailCriteria.Count == 0)
            return null;
        var (counts, agreed) = (
            book.PassFailCountsOf(application).ToDictionary(row => row.PassFailCriterionId),
            book.AgreedPassFailsOf(application).ToDictionary(row => row.PassFailCriterionId)
        );
        return new(
            "Pass/fail criteria",
            [new("Criterion"), new("Passed", true), new("Failed", true), new("Agreed"), new("Why")],
            book.PassFailCriteria.Select(one =>
                {
                    var (count, row) = (counts.GetValueOrDefault(one.Id), agreed.GetValueOrDefault(one.Id));
                    return (IReadOnlyList<string>)
                        [
                            one.Name,
                            Number(count?.Passed ?? 0),
                            Number(count?.Failed ?? 0),
                            row is null ? "None"
                            : row.Passed ? "Pass"
                            : "Fail",
                            row?.Reason ?? "",
                        ];
                })
                .ToList()
        );
    }

    /// <summary>How many score sheets are missing, and who is out for a conflict of interest.</summary>
    private string Missing(Guid application)
    {
        var submitted = book.TotalsOf(application).Count;
        var missing = Math.Max(0, expected - submitted);
        var sentence =
            missing == 0
                ? $"No score sheet is missing: {submitted} of {Math.Max(submitted, expected)} were submitted."
                : $"{missing} of {expected} {(expected == 1 ? "score sheet" : "score sheets")} {(missing == 1 ? "is" : "are")} missing.";
        var away = conflicts[application]
            .Select(row =>
                $"{row.Assessor} ({(row.Conflict == Domain.Scoring.ConflictState.Recused ? "recused" : "declared")}{(row.WhyOut.Length > 0 ? $": {row.WhyOut}" : "")})"
            )
            .ToList();
        return away.Count == 0
            ? $"{sentence} No panel member has declared a conflict of interest with it."
            : $"{sentence} Out for a conflict of interest: {string.Join("; ", away)}.";
    }

    private IEnumerable<LetterBlock> Checks(Guid application)
    {
        var rows = checks[application].ToList();
        if (rows.Count == 0)
        {
            yield return new Paragraph("No check is planned for it.");
            yield break;
        }
        yield return new Bullets(
            rows.GroupBy(row => row.Status)
                .OrderBy(group => group.Key)
                .Select(group => $"{DueDiligenceRules.Name(group.Key)}: {string.Join("; ", group.Select(InWords))}")
                .ToList()
        );
    }

    private static string InWords(CheckRow row) =>
        row.Status is CheckStatus.Condition or CheckStatus.Fail
            ? $"{row.Name} ({(row.Note is { Length: > 0 } note ? note.Trim().TrimEnd('.') : "no note was recorded")})"
            : row.Name;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private const string ChecksSql = """
        select   c.ApplicationId, c.Name, c.Status, c.Note
        from     DueDiligenceCheck c
        join     Application a on a.Id = c.ApplicationId
        where    a.RoundId = @round and a.Status = 'Submitted' and c.Status <> 'NotApplicable'
        order by a.Number, c.Position
        """;
    private const string PartsSql = "select ApplicationId, Amount, Reason, Confirmed from PartAward where RoundId = @round";
    private const string DetailsSql = $"""
        select    a.Id, {AlsoServed.InWordsSql} as Priority, a.StartsOn, a.EndsOn, m.Note, m.Present
        from      Application a
        left join Moderation m on m.ApplicationId = a.Id
        where     a.RoundId = @round and a.Status = 'Submitted'
        """;

    private sealed record CheckRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Name { get; init; }
        public required CheckStatus Status { get; init; }
        public string? Note { get; init; }
    }

    private sealed record PartRow
    {
        public required Guid ApplicationId { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public bool? Confirmed { get; init; }
    }

    private sealed record DetailRow
    {
        public required Guid Id { get; init; }
        public required string Priority { get; init; }
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public string? Note { get; init; }
        public string? Present { get; init; }
    }
}
