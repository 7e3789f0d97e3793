using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Decisions;

/// <summary>The paper for the decision maker, generated from data: counts, amounts asked, bands, threshold, proposed list, conflicts of
/// interest, equality and the list not proposed (R57), with the officer's texts between. No figure is typed.</summary>
internal static class RecommendationPaper
{
    public static async Task<LetterDocument> BuildAsync(
        Work work,
        FundingLineQueries.FundingLinePage line,
        string maker,
        Office office,
        FieldEncryption? encryption
    )
    {
        var round = line.Round;
        var counts = await work.FindAsync<PaperCounts>(CountsSql, new { round = round.Id });
        var conflicts = (await PanelWork.OutAsync(work, round.Id)).ToList();
        var conditions = await work.QueryAsync<ConditionRow>(ConditionsSql, new { round = round.Id });
        var expected = counts.Submitted * RoundScores.Expected(round, counts.PanelSize);
        var threshold = line.Threshold is { } set ? set.ToPercent() : "not set";
        var funded = line.Of(FitResult.Fund).ToList();
        var (texts, values) = (await PaperTexts.OfAsync(work, round.Id), Values(line, counts));
        IEnumerable<LetterBlock> Written(PaperPart part) =>
            texts[part].Wording.Trim() is { Length: > 0 } text
                ?
                [
                    new Heading(2, PaperRules.Title(part)),
                    .. MessageRules
                        .Fill(text, values)
                        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Select(words => new Paragraph(words)),
                ]
                : [];
        List<LetterBlock> blocks =
        [
            new KeyValues([
                new("Fund and round", round.FullName),
                new(
                    "Pot",
                    round.OverAllocated > Money.Zero
                        ? $"{round.Pot}, and {round.OverAllocated} above it with finance's approval"
                        : round.Pot.ToString()
                ),
                new("Applications", $"{counts.Submitted}, asking for {counts.Requested}"),
                new("Withdrawn", Number(counts.Withdrawn)),
                new(
                    "Panel",
                    $"{counts.PanelSize} members, each scoring alone{(round.Policy.Rolling ? "" : $"; {expected - counts.Sheets} of {expected} scores missing, {conflicts.Count(row => row.ReplacedBy is null)} of them for a conflict of interest")}"
                ),
                new(
                    "Threshold",
                    $"{threshold}{(round.ThresholdSetAt is { } at ? $", set at {LondonTime.DateAndTime(at)} by {line.ThresholdSetBy}" : "")}"
                ),
                new("Proposed", $"{Projects(funded.Count)}, {line.Funded}"),
                new("Left in the pot", line.Left.ToString()),
                new("Prepared by", maker),
            ]),
            .. Written(PaperPart.Background),
            new Heading(2, "Recommendation"),
            new Paragraph(
                $"The panel recommends {Projects(funded.Count)} for grants that add up to {line.Funded}, out of {(round.Policy.Rolling ? $"the {line.Pot} that is left of a pot of {round.Pot}" : $"a pot of {round.Pot}")}. {line.Left} would stay unallocated."
            ),
            .. line.Parts.Count == 0
                ? []
                : new LetterBlock[]
                {
                    new Figures(
                        "Parts of the pot",
                        [new("Part"), new("Kept", true), new("Proposed", true), new("Left", true)],
                        line.Parts.Select(part =>
                                (IReadOnlyList<string>)
                                    [part.Name, part.Kept.ToString(), (part.Kept - part.Left).ToString(), part.Left.ToString()]
                            )
                            .ToList(),
                        [
                            "Total",
                            line.Parts.Sum(part => part.Kept).ToString(),
                            line.Parts.Sum(part => part.Kept - part.Left).ToString(),
                            line.Parts.Sum(part => part.Left).ToString(),
                        ]
                    ),
                },
            new Heading(2, "How the panel scored"),
            new Paragraph(round.ThresholdMethod),
            new Paragraph(string.Join(" ", PolicyRules.InWords(round.Policy))),
            new Figures(
                "Agreed scores by band",
                [new("Score"), new("Applications", true)],
                line.Bands.Select((band, i) => (IReadOnlyList<string>)[Band(line.Bands, i), Number(band.Count)]).ToList(),
                ["Total", Number(line.Bands.Sum(band => band.Count))]
            ),
            new Heading(2, "Proposed list"),
            Lines("Applications proposed for funding", funded, reason: false),
        ];
        blocks.Add(new Heading(2, "Not proposed"));
        foreach (
            var (result, title) in new[]
            {
                (FitResult.PotSpent, "Above the threshold, but larger than what was left of the pot"),
                (FitResult.OverLimit, "Above the threshold, but displaced by a limit of the round"),
                (FitResult.FailedPassFail, "Failed a pass/fail criterion"),
                (FitResult.FailedCheck, "Above the threshold, but failed a due diligence check"),
                (FitResult.BelowThreshold, "Below the threshold"),
                (FitResult.NotScored, "Without an agreed score"),
            }
        )
            if (line.Of(result).ToList() is { Count: > 0 } lines)
                blocks.Add(Lines(title, lines, reason: result is FitResult.PotSpent or FitResult.OverLimit or FitResult.FailedPassFail));
        var reserve = line.Of(FitResult.PotSpent).Concat(line.Of(FitResult.OverLimit)).OrderBy(one => one.Fitted.Rank).ToList();
        if (round.Policy.ReserveDays > 0 && reserve.Count > 0)
            blocks.AddRange([
                new Heading(2, "Reserve list"),
                new Paragraph($"In this order, for {round.Policy.ReserveDays} days after the decision, if money is returned."),
                new Numbered(reserve.Select(one => $"{one.Reference}: {one.Organisation}, {one.Fitted.Application.Amount}").ToList()),
            ]);
        var calls = await work.QueryAsync<CallRow>(
            "select a.Reference, c.Wording from CloseCall c join Application a on a.Id = c.ApplicationId where c.RoundId = @round order by a.Number",
            new { round = round.Id }
        );
        if (calls.Count > 0)
            blocks.AddRange([
                new Heading(2, "Too close to call by score"),
                new Figures(
                    "Applications that might have had a different result if the round were scored again, and what the panel says about each",
                    [new("Application"), new("The panel says")],
                    calls.Select(row => (IReadOnlyList<string>)[row.Reference, row.Wording]).ToList()
                ),
            ]);
        if (line.Ties.Count > 0)
        {
            blocks.Add(new Heading(2, "Equal scores"));
            blocks.Add(
                new Paragraph(
                    $"Separated by the published steps, in this order: {string.Join("; ", round.Policy.TieLadder.Select(PolicyRules.Name))}.{(round.DrawSeed is { } seed ? $" The draw was made from \"{seed}\": the lowest SHA-256 of that text, a stroke and the application's reference comes first." : "")}"
                )
            );
            blocks.Add(new Numbered(line.Ties));
        }
        blocks.Add(new Heading(2, "Conflicts of interest"));
        blocks.Add(
            conflicts.Count == 0
                ? new Paragraph("No panel member declared a conflict.")
                : new Figures(
                    "Members out of an application. They were not present when its score was agreed, and no score of theirs counts.",
                    [new("Member"), new("Application"), new("Kind"), new("Score sheet")],
                    conflicts
                        .Select(row =>
                            (IReadOnlyList<string>)
                                [
                                    row.Assessor,
                                    row.Reference,
                                    row.ConflictKind ?? "",
                                    (
                                        row.SubmittedAt is { } at
                                            ? $"Submitted at {LondonTime.DateAndTime(at)}, out of the count since {LondonTime.DateAndTime(row.DeclaredAt!.Value)}"
                                            : "None"
                                    ) + (row.ReplacedBy is { } other ? $"; {other} scored in their place" : ""),
                                ]
                        )
                        .ToList()
                )
        );
        var few = await work.QueryAsync<FewRow>(FewSql, new { round = round.Id });
        if (few.Count > 0)
            blocks.AddRange([
                new Heading(2, "Agreed with fewer scores"),
                new Figures(
                    $"Applications agreed with fewer than the {round.Policy.LeastScores} scores that the round asks for, and why",
                    [new("Application"), new("Scores", true), new("Present"), new("The panel says")],
                    few.Select(row => (IReadOnlyList<string>)[row.Reference, Number(row.Scores), row.Present, row.FewReason]).ToList()
                ),
            ]);
        var late = await work.QueryAsync<LateRow>(LateSql, new { round = round.Id });
        if (late.Count > 0)
            blocks.AddRange([
                new Heading(2, "Received after the round closed"),
                new Figures(
                    $"Applications received after {LondonTime.DateAndTime(round.ClosesAt)}",
                    [new("Application"), new("Received"), new("Why it was accepted"), new("By")],
                    late.Select(row =>
                            (IReadOnlyList<string>)
                                [
                                    row.Reference,
                                    LondonTime.DateAndTime(row.SubmittedAt),
                                    row.Reason ?? "",
                                    string.Join(" and ", new[] { row.RequestedBy, row.AnsweredBy }.Where(name => name is not null)),
                                ]
                        )
                        .ToList()
                ),
            ]);
        var amendments = (await AmendmentQueries.OfRoundAsync(work, round.Id))
            .Where(amendment => amendment is { Approved: true, ApplicationId: null })
            .Reverse()
            .ToList();
        if (amendments.Count > 0)
            blocks.AddRange([
                new Heading(2, "Changes of the round after publication"),
                new Figures(
                    "What was changed, why, and who agreed it",
                    [new("On"), new("Change"), new("Why"), new("By")],
                    amendments
                        .Select(amendment =>
                            (IReadOnlyList<string>)
                                [
                                    LondonTime.Date(amendment.AnsweredAt!.Value),
                                    amendment.InWords,
                                    amendment.Kind == AmendmentKind.Assessor ? "" : amendment.Reason,
                                    $"{amendment.RequestedByName} and {amendment.AnsweredByName}",
                                ]
                        )
                        .ToList()
                ),
            ]);
        blocks.Add(new Heading(2, "Due diligence"));
        blocks.Add(
            conditions.Count == 0
                ? new Paragraph("No proposed or unproposed application has a condition or a failed check.")
                : new Figures(
                    "Conditions and failed checks",
                    [new("Application"), new("Check"), new("Result"), new("Found")],
                    conditions.Select(row => (IReadOnlyList<string>)[row.Reference, row.Name, row.Status, row.Note ?? ""]).ToList()
                )
        );
        if (await AssuranceSummary.OfRoundAsync(work, round.Id) is { } assurance)
            blocks.Add(assurance);
        blocks.AddRange(Written(PaperPart.Alternatives));
        blocks.AddRange(Written(PaperPart.Equality));
        blocks.AddRange(await EqualityAsync(work, round, encryption));
        blocks.AddRange(Written(PaperPart.Subsidy));
        blocks.AddRange(Written(PaperPart.Risks));
        blocks.AddRange(Written(PaperPart.Finance));
        blocks.AddRange(Written(PaperPart.Legal));
        blocks.Add(new Heading(2, "Legal power"));
        blocks.Add(
            new Paragraph(
                $"Grants are made under {round.LegalPower}. The pot belongs to {round.BudgetYear}; projects run between {LondonTime.Date(round.ProjectsStartOn)} and {LondonTime.Date(round.ProjectsEndBy)}."
            )
        );
        blocks.Add(new Heading(2, "The decision"));
        blocks.Add(
            new Paragraph(
                "Someone other than the person who prepared this paper decides, declares their interests, and records the reason for any departure from the recommendation."
            )
        );
        return new()
        {
            Title = $"Recommendation: {round.FullName}",
            IsPaper = true,
            Date = DateOnly.FromDateTime(LondonTime.ToLondon(work.Now)),
            Sender = office.Sender,
            Blocks = blocks,
        };
    }

    /// <summary>The current values of an officer's merge fields.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ValuesAsync(Work work, FundingLineQueries.FundingLinePage line) =>
        Values(line, await work.FindAsync<PaperCounts>(CountsSql, new { round = line.Round.Id }));

    private static Dictionary<string, string> Values(FundingLineQueries.FundingLinePage line, PaperCounts counts) =>
        new()
        {
            ["pot"] = line.Round.Pot.ToString(),
            ["applications"] = Number(counts.Submitted),
            ["asked"] = counts.Requested.ToString(),
            ["funded"] = Number(line.Of(FitResult.Fund).Count()),
            ["proposed"] = line.Funded.ToString(),
            ["left"] = line.Left.ToString(),
            ["threshold"] = line.Threshold?.ToPercent() ?? "not set",
        };

    /// <summary>Whom the applications say they reach, with small numbers suppressed; empty when no answers can be decrypted.</summary>
    private static async Task<IReadOnlyList<LetterBlock>> EqualityAsync(Work work, Round round, FieldEncryption? encryption)
    {
        if (encryption is null)
            return [];
        var view = await EqualityMonitoring.SummaryAsync(work, encryption, round.Id);
        if (view.Answered == 0)
            return [new Paragraph($"None of the {view.Applications} applicants has told us who its project reaches.")];
        return
        [
            new Figures(
                $"Who the projects reach: {EqualityRules.Shown(view.Answered)} of {view.Applications} applicants answered, and choices may overlap",
                [new("Question"), new("Answer"), new("Applicants", true)],
                view.Counts.SelectMany(count =>
                        count.Options.Select(option =>
                            (IReadOnlyList<string>)[count.Question.Wording, option.Option, EqualityRules.Shown(option.Number)]
                        )
                    )
                    .ToList()
            ),
        ];
    }

    private static Figures Lines(string caption, IReadOnlyList<FundingLineQueries.RankedLine> lines, bool reason)
    {
        List<Column> columns =
        [
            new("Application"),
            new("Rank", true),
            new("Organisation"),
            new("Zone or area"),
            new("Score", true),
            new("Amount", true),
        ];
        if (reason)
            columns.Add(new("Why not"));
        var rows = lines
            .Select(line =>
            {
                List<string> cells =
                [
                    $"{line.Reference}: {line.ProjectName}{(line.IsPart ? $" (in part, of {line.Asked})" : "")}",
                    line.Fitted.Rank == 0 ? "None" : Number(line.Fitted.Rank),
                    line.Organisation,
                    line.Zone ?? line.Area,
                    line.Fitted.Application.Percent?.ToPercent() ?? "None",
                    line.Fitted.Application.Amount.ToString(),
                ];
                if (reason)
                    cells.Add(line.Fitted.Reason);
                return (IReadOnlyList<string>)cells;
            })
            .ToList();
        List<string> totals = ["Total", $"{lines.Count}", "", "", "", lines.Sum(line => line.Fitted.Application.Amount).ToString()];
        if (reason)
            totals.Add("");
        return new(caption, columns, rows, totals);
    }

    private static string Band(IReadOnlyList<(int AtLeast, int Count)> bands, int i) =>
        i == 0 ? $"{bands[i].AtLeast}% and above" : $"{bands[i].AtLeast}% to under {bands[i - 1].AtLeast}%";

    private static string Projects(int count) => count == 1 ? "1 project" : $"{count} projects";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private const string CountsSql = """
        select t.Submitted, t.Withdrawn, t.Requested,
               (select count(*) from PanelMember m where m.RoundId = t.RoundId and m.Replaces is null) as PanelSize,
               (select coalesce(sum(m.Submitted), 0) from PanelMember m where m.RoundId = t.RoundId) as Sheets
        from   RoundTally t
        where  t.RoundId = @round
        """;
    private const string FewSql = """
        select   a.Reference, m.Present, m.FewReason, (select count(*) from ScoringAssignment s where s.ApplicationId = a.Id and s.SubmittedAt is not null) as Scores
        from     Moderation m
        join     Application a on a.Id = m.ApplicationId
        where    a.RoundId = @round and a.Status = 'Submitted' and m.FewReason is not null
        order by a.Number
        """;
    private const string LateSql = """
        select    a.Reference, a.SubmittedAt, m.Reason, b.DisplayName as RequestedBy, d.DisplayName as AnsweredBy
        from      Application a
        join      Round r on r.Id = a.RoundId
        left join RoundAmendment m on m.ApplicationId = a.Id and m.Approved = 1
                  and m.RequestedAt = (select max(x.RequestedAt) from RoundAmendment x where x.ApplicationId = a.Id and x.Approved = 1)
        left join Person b on b.Id = m.RequestedBy
        left join Person d on d.Id = m.AnsweredBy
        where     a.RoundId = @round and a.Status = 'Submitted' and a.Channel = 'Online' and a.SubmittedAt > r.ClosesAt
        order by  a.Number
        """;
    private const string ConditionsSql = """
        select   a.Reference, c.Name, c.Status, c.Note
        from     DueDiligenceCheck c
        join     Application a on a.Id = c.ApplicationId
        where    a.RoundId = @round and a.Status = 'Submitted' and c.Status in ('Condition', 'Fail')
        order by a.Number, c.Position
        """;

    private sealed record PaperCounts
    {
        public required int Submitted { get; init; }
        public required int Withdrawn { get; init; }
        public required Money Requested { get; init; }
        public required int PanelSize { get; init; }
        public required int Sheets { get; init; }
    }

    private sealed record CallRow
    {
        public required string Reference { get; init; }
        public required string Wording { get; init; }
    }

    private sealed record FewRow
    {
        public required string Reference { get; init; }
        public required string Present { get; init; }
        public required string FewReason { get; init; }
        public required int Scores { get; init; }
    }

    private sealed record LateRow
    {
        public required string Reference { get; init; }
        public required DateTime SubmittedAt { get; init; }
        public string? Reason { get; init; }
        public string? RequestedBy { get; init; }
        public string? AnsweredBy { get; init; }
    }

    private sealed record ConditionRow
    {
        public required string Reference { get; init; }
        public required string Name { get; init; }
        public required string Status { get; init; }
        public string? Note { get; init; }
    }
}
