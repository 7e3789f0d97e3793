using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.DueDiligence;
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

/// <summary>The paper for the decision maker, generated from data: money, process, bands, threshold, lists, options, conflicts of interest,
/// due diligence, equality, law and a page for each application (R57), with the texts of officers and advisers between. No figure is typed.
/// Page, PDF and Word file are drawn from this one document.</summary>
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
        IEnumerable<LetterBlock> Words(PaperPart part) =>
            MessageRules
                .Fill(texts[part].Wording.Trim(), values)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(words => new Paragraph(words));
        IEnumerable<LetterBlock> Part(PaperPart part, params IEnumerable<LetterBlock> more) =>
            Words(part).Concat(more).ToList() is { Count: > 0 } all ? [new Heading(2, PaperRules.Title(part)), .. all] : [];
        var comments = await PaperComments.OfAsync(work, round.Id);
        IEnumerable<LetterBlock> Comment(Role adviser) =>
            [
                new Heading(3, PaperRules.CommentTitle(adviser)),
                comments.FirstOrDefault(row => row.Role == adviser) is { } row
                    ? PaperComments.Quoted(row)
                    : new Paragraph(PaperRules.NoComment(adviser)),
            ];
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
                    $"{counts.PanelSize} members, each scoring alone{(round.Policy.Rolling ? "" : $"; {expected - counts.Sheets} of {expected} score sheets missing, {conflicts.Count(row => row.ReplacedBy is null)} of them for a conflict of interest")}"
                ),
                new(
                    "Threshold",
                    $"{threshold}{(round.ThresholdSetAt is { } at ? $", set at {LondonTime.DateAndTime(at)} by {line.ThresholdSetBy}" : "")}"
                ),
                new("Recommended", $"{Projects(funded.Count)}, {line.Funded}"),
                new("Left in the pot", line.Left.ToString()),
                new("Prepared by", maker),
            ]),
            new Contents(),
            new Heading(2, "Recommendation"),
            new Paragraph(
                line.Lines.Count == 0
                    ? $"There is no application, so the panel recommends no project for a grant. {line.Left} would stay unallocated."
                : funded.Count == 0 ? $"The panel recommends no project for a grant. {line.Left} would stay unallocated."
                : $"The panel recommends {Projects(funded.Count)} for grants that add up to {line.Funded}, out of {(round.Policy.Rolling ? $"the {line.Pot} that is left of a pot of {round.Pot}" : $"a pot of {round.Pot}")}. {line.Left} would stay unallocated."
            ),
            Power(round, funded.Count),
            MoneyOf(line, counts),
            .. line.Parts.Count == 0
                ? []
                : new LetterBlock[]
                {
                    new Figures(
                        "Parts of the pot",
                        [new("Part"), new("Kept", true), new("Recommended", true), new("Left", true)],
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
            .. Part(PaperPart.Background),
            new Heading(2, "How the panel scored"),
            new Paragraph(round.ThresholdMethod),
            new Paragraph(string.Join(" ", PolicyRules.InWords(round.Policy))),
            new Figures(
                "Agreed scores by band",
                [new("Score"), new("Applications", true)],
                line.Bands.Select((band, i) => (IReadOnlyList<string>)[Band(line.Bands, i), Number(band.Count)]).ToList(),
                ["Total", Number(line.Bands.Sum(band => band.Count))]
            )
            {
                Chart = line.Bands.Select((band, i) => new ChartBar(Band(line.Bands, i), band.Count, Number(band.Count))).ToList(),
            },
            new Heading(2, "Recommended for a grant"),
            funded.Count == 0
                ? new Paragraph("No application is recommended for a grant.")
                : Recommended(funded, await CrimeReasons.WrittenAsync(work, round.Id)),
            new Heading(2, "Not recommended"),
        ];
        if (line.Lines.Count == funded.Count)
            blocks.Add(new Paragraph(funded.Count == 0 ? "There is no application." : "Every application is recommended."));
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
                blocks.Add(NotRecommended(title, lines));
        blocks.AddRange(Areas(line));
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
                                    row.WhyOut,
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
        blocks.AddRange(await AssuranceSummary.OfRoundAsync(work, round.Id));
        if (conditions.Count > 0)
            blocks.Add(
                new Figures(
                    "Conditions and failed checks",
                    [new("Application"), new("Check"), new("Due before"), new("State"), new("Found")],
                    conditions
                        .Select(row =>
                            (IReadOnlyList<string>)
                                [
                                    row.Reference,
                                    row.Name,
                                    row.Holds == CheckHold.Payment ? "Payment" : "The decision",
                                    DueDiligenceRules.Name(row.Status),
                                    row.Note ?? "",
                                ]
                        )
                        .ToList()
                )
            );
        else if (line.Lines.Count > 0)
            blocks.Add(new Paragraph("No application has a condition or a failed check."));
        blocks.AddRange(Part(PaperPart.Alternatives, await PaperOptions.OfRoundAsync(work, line)));
        blocks.AddRange(Part(PaperPart.Equality, await EqualityAsync(work, round, encryption)));
        blocks.AddRange(Part(PaperPart.Subsidy));
        blocks.AddRange(Part(PaperPart.Risks));
        blocks.AddRange(Part(PaperPart.Finance, Comment(Role.ChiefFinanceOfficer)));
        blocks.AddRange(
            Part(
                PaperPart.Legal,
                [
                    new Paragraph(
                        $"The pot belongs to {round.BudgetYear}; projects run between {LondonTime.Date(round.ProjectsStartOn)} and {LondonTime.Date(round.ProjectsEndBy)}."
                    ),
                    .. Comment(Role.LegalReviewer),
                ]
            )
        );
        blocks.Add(new Heading(2, "The decision"));
        blocks.Add(
            new Paragraph(
                "Someone other than the person who prepared this paper decides, declares their interests, and records the reason for any departure from the recommendation."
            )
        );
        blocks.AddRange(await PaperAnnex.OfRoundAsync(work, line, conflicts, counts.PanelSize));
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

    /// <summary>What an adviser says in a paper, with who said it; null: nothing.</summary>
    public static Quote? CommentOf(LetterDocument paper, Role adviser) =>
        paper
            .Blocks.SkipWhile(block => block is not Heading { Level: 3 } heading || heading.Text != PaperRules.CommentTitle(adviser))
            .Skip(1)
            .FirstOrDefault() as Quote;

    public static bool HasComment(LetterDocument paper, Role adviser) => CommentOf(paper, adviser) is not null;

    /// <summary>The power under which grants are made, with the opinion that it asks for.</summary>
    private static Paragraph Power(Round round, int funded) =>
        new(
            $"Grants are made under {LowerFirst(round.LegalPower.Trim().TrimEnd('.'))}.{(PaperRules.NeedsOpinion(round.LegalPower) ? $" {PaperRules.OpinionAsked(funded)}" : "")}"
        );

    /// <summary>"Section 9 of ..." inside a sentence; an Act keeps its capital letter.</summary>
    private static string LowerFirst(string text) => text.StartsWith("Section ", StringComparison.Ordinal) ? $"s{text[1..]}" : text;

    private static Figures MoneyOf(FundingLineQueries.FundingLinePage line, PaperCounts counts)
    {
        (string Name, Money Amount)[] rows =
        [
            (line.Round.Policy.Rolling ? "What is left of the pot" : "The pot", line.Pot),
            ("Asked for", counts.Requested),
            ("Recommended", line.Funded),
            ("Left in the pot", line.Left),
        ];
        return new(
            "The money",
            [new("What"), new("Amount", true)],
            rows.Select(row => (IReadOnlyList<string>)[row.Name, row.Amount.ToString()]).ToList()
        )
        {
            // Without applications, bars of nothing say nothing.
            Chart =
                line.Lines.Count == 0 ? [] : rows.Select(row => new ChartBar(row.Name, row.Amount.Pence, row.Amount.ToString())).ToList(),
        };
    }

    /// <summary>What each area asks for and would get.</summary>
    private static IEnumerable<LetterBlock> Areas(FundingLineQueries.FundingLinePage line)
    {
        var areas = line
            .Lines.GroupBy(one => one.Area)
            .Select(group =>
                (
                    Name: group.Key,
                    All: group.Count(),
                    Asked: group.Sum(one => one.Asked),
                    Funded: group.Count(one => one.Fitted.Result == FitResult.Fund),
                    Amount: group.Where(one => one.Fitted.Result == FitResult.Fund).Sum(one => one.Fitted.Application.Amount)
                )
            )
            .OrderByDescending(area => area.Amount)
            .ThenBy(area => area.Name, StringComparer.Ordinal)
            .ToList();
        if (areas.Count == 0)
            return [];
        return
        [
            new Heading(2, "Share of each area"),
            new Figures(
                "By the area of the organisation",
                [new("Area"), new("Applied and recommended"), new("Asked", true), new("Recommended", true)],
                areas
                    .Select(area =>
                        (IReadOnlyList<string>)
                            [area.Name, $"{area.Funded} of {area.All} recommended", area.Asked.ToString(), area.Amount.ToString()]
                    )
                    .ToList(),
                [
                    "Total",
                    $"{areas.Sum(area => area.Funded)} of {areas.Sum(area => area.All)} recommended",
                    areas.Sum(area => area.Asked).ToString(),
                    areas.Sum(area => area.Amount).ToString(),
                ]
            )
            {
                Chart = areas.Select(area => new ChartBar(area.Name, area.Amount.Pence, area.Amount.ToString())).ToList(),
            },
        ];
    }

    /// <summary>Whom the applications say they reach, with small numbers suppressed; without any answers, what follows from that.</summary>
    private static async Task<IReadOnlyList<LetterBlock>> EqualityAsync(Work work, Round round, FieldEncryption? encryption)
    {
        if (await work.ScalarAsync<int>("select count(*) from EqualityAnswer where RoundId = @round", new { round = round.Id }) == 0)
        {
            var applicants = await work.ScalarAsync<int>(
                "select count(*) from Application where RoundId = @round and Number is not null",
                new { round = round.Id }
            );
            return [new Paragraph(PaperRules.NoEqualityAnswers(applicants))];
        }
        if (encryption is null)
            return
            [
                new Paragraph(
                    $"Some applicants answered the questions about who their projects reach, and this paper could not count the answers. {PaperRules.EqualityApart}"
                ),
            ];
        var view = await EqualityMonitoring.SummaryAsync(work, encryption, round.Id);
        return
        [
            new Paragraph(
                $"{EqualityRules.Shown(view.Answered)} of {view.Applications} applicants answered the questions about who their projects reach. {PaperRules.EqualityApart}"
            ),
            new Figures(
                "Who the projects reach; choices may overlap",
                [new("Question"), new("Answer"), new("Applicants", true)],
                view.Counts.SelectMany(count =>
                        count.Options.Select(option => (IReadOnlyList<string>)[count.Question.Wording, option.Option, option.Shown])
                    )
                    .ToList()
            ),
        ];
    }

    private static Figures Recommended(
        IReadOnlyList<FundingLineQueries.RankedLine> lines,
        IReadOnlyDictionary<Guid, CrimeReasons.ReasonRow> reasons
    ) =>
        new(
            "Applications recommended for a grant",
            [new("Application"), new("Score"), new("Asked", true), new("Recommended", true), new("What it does and why it reduces crime")],
            lines
                .Select(line =>
                    (IReadOnlyList<string>)
                        [
                            InWords(line),
                            Score(line),
                            line.Asked.ToString(),
                            line.Fitted.Application.Amount.ToString(),
                            Sentences.Beginning(CrimeReasons.Of(reasons, line), CrimeReasonRules.Longest),
                        ]
                )
                .ToList(),
            [
                Total(lines.Count),
                "",
                lines.Sum(line => line.Asked).ToString(),
                lines.Sum(line => line.Fitted.Application.Amount).ToString(),
                "",
            ]
        )
        {
            Anchors = lines.Select(PaperAnnex.IdOf).ToList(),
        };

    private static Figures NotRecommended(string caption, IReadOnlyList<FundingLineQueries.RankedLine> lines) =>
        new(
            caption,
            [new("Application"), new("Score"), new("Asked", true), new("Why not")],
            lines
                .Select(line =>
                    (IReadOnlyList<string>)[InWords(line), Score(line), line.Asked.ToString(), Sentences.Of(line.Fitted.Reason)]
                )
                .ToList(),
            [Total(lines.Count), "", lines.Sum(line => line.Asked).ToString(), ""]
        )
        {
            Anchors = lines.Select(PaperAnnex.IdOf).ToList(),
        };

    private static string InWords(FundingLineQueries.RankedLine line) =>
        $"{line.Reference}\n{line.ProjectName}{(line.IsPart ? " (in part)" : "")}\n{line.Organisation}, {line.Zone ?? line.Area}";

    /// <summary>With spaces that keep a rank on its line.</summary>
    private static string Score(FundingLineQueries.RankedLine line) =>
        line.Fitted.Application.Percent is { } percent
            ? $"{percent.ToPercent()}{(line.Fitted.Rank > 0 ? $"\nRank\u00a0{line.Fitted.Rank}" : "")}"
            : "None";

    private static string Total(int applications) => applications == 1 ? "Total: 1 application" : $"Total: {applications} applications";

    private static string Band(IReadOnlyList<(int AtLeast, int Count)> bands, int i) =>
        i == 0 ? $"{bands[i].AtLeast}% and above"
        : bands[i].AtLeast == 0 ? $"Under {bands[i - 1].AtLeast}%"
        : $"{bands[i].AtLeast}% to under {bands[i - 1].AtLeast}%";

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
        select   a.Reference, c.Name, c.Holds, c.Status, c.Note
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
        public required CheckHold Holds { get; init; }
        public required CheckStatus Status { get; init; }
        public string? Note { get; init; }
    }
}
