using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.DueDiligence;

/// <summary>All due diligence findings of one application on one page, to read and print; and one table for a whole round.</summary>
public sealed class AssuranceSummary(Db db, RegisterSearches registers, Office office)
{
    /// <summary>More findings than this are only counted.</summary>
    private const int MostFindings = 7;

    /// <summary>From this many characters for each check, its source is printed too.</summary>
    private const int RoomForSource = 80;

    public async Task<LetterDocument> OfApplicationAsync(Guid application)
    {
        var (view, subsidy, safeguarding) = await db.ReadAsync(async work =>
            (
                await ApplicationChecks.GetAsync(work, application),
                await SubsidyQueries.GetAsync(work, application),
                await SafeguardingReviews.GetAsync(work, application)
            )
        );
        var (cross, seen) = (
            await db.ReadAsync(work => CrossCheckQueries.GetAsync(work, application)),
            (await registers.GetAsync(application)).Seen
        );
        var account = (await db.ReadAsync(work => BankDetailsQueries.OfAsync(work, view.Application.OrganisationId))).FirstOrDefault(row =>
            row.State is BankState.Given or BankState.Confirmed
        );
        var ages = await db.ReadAsync(RegisterSearches.AgesAsync);
        var open = view.Open(CheckHold.Decision).Select(check => check.Name).ToList();
        var made = view.Checks.Where(check => check.Status != CheckStatus.NotApplicable).ToList();
        var later = view.Open(CheckHold.Payment).Select(check => check.Name).ToList();
        var undecided = view.Findings.Count(finding => finding.IsOpen);
        // The more checks and findings, the fewer words for each: the summary stays on one page, and the check has the whole note.
        var perCheck = Math.Clamp(1300 / Math.Max(1, made.Count + view.Findings.Count()), 50, 160);
        // What an officer saw and recorded stands in the check.
        bool IsDone(CheckKind kind) =>
            view.Checks.Any(check => check.Kind == kind && check.Status is CheckStatus.Pass or CheckStatus.Condition);
        List<LetterBlock> blocks =
        [
            new KeyValues([
                new("Application", $"{view.Application.Organisation}: {view.Application.ProjectName}, {view.Application.AmountRequested}"),
                new(
                    "Result",
                    $"{Name(view.Application.DueDiligence)}. Checked by: {view.Tiering?.Owner ?? "no one in particular"}. "
                        + (
                            undecided == 0
                                ? "No finding is open."
                                : $"{Sentences.Number(undecided)} {(undecided == 1 ? "finding is" : "findings are")} open."
                        )
                ),
                new("Tier", view.Tiering is { } tier ? $"{tier.Tier}. {string.Join(". ", tier.Reasons.Split('\n'))}." : "Not assessed yet"),
                new("Still to do", $"Before the decision: {Listed(open)}. Before payment: {Listed(later)}."),
            ]),
            new Figures(
                "Checks",
                [new("Check"), new("Result, who checked it, and evidence")],
                made.Select(check =>
                        (IReadOnlyList<string>)
                            [
                                check.Name,
                                $"{Name(check, view.Today)}{Checked(check)}. {Sentence(check.Note, perCheck)}{(perCheck >= RoomForSource && check.Source is { Length: > 0 } source ? $" Source: {Sentence(source, 40)}" : "")}".TrimEnd(),
                            ]
                    )
                    .ToList()
            ),
        ];
        if (view.Checks.Where(check => check.Status == CheckStatus.NotApplicable).ToList() is { Count: > 0 } not)
            blocks.Add(
                new Paragraph($"Not made: {string.Join("; ", not.Select(check => $"{check.Name} ({Short(check.Note ?? "", 60)})"))}.")
            );
        blocks.Add(new Heading(2, "Findings"));
        var findings = view.Findings.OrderByDescending(finding => finding.IsOpen).ThenByDescending(finding => finding.Level).ToList();
        blocks.Add(
            new Bullets([
                .. findings.Take(MostFindings).Select(InWords),
                .. findings.Count == 0 ? ["The portal found nothing."]
                : findings.Count > MostFindings ? new[] { $"And {findings.Count - MostFindings} more, on the checks page." }
                : [],
            ])
        );
        blocks.Add(new Heading(2, "What was compared"));
        var returns =
            cross.Returns.Count == 0
                ? "No return is late or was late"
                : $"Late returns: {string.Join("; ", cross.Returns.Take(3).Select(one => one.InWords(cross.Today)))}";
        blocks.Add(
            new Bullets([
                .. seen.Select(one =>
                    $"{one.Facts.Register} {one.Facts.Number}: {one.Facts.Name ?? "not on the register"}{(one.Facts.Status is { } status ? $", {status}" : "")} ({one.Facts.Source}, seen {LondonTime.Date(one.At)})."
                ),
                .. seen.Count == 0 && !IsDone(CheckKind.Register) ? new[] { "No register was looked up yet." } : [],
                InWords(ages),
                (
                    account is null
                        ? "No bank details yet. "
                        : $"Account ending {account.LastFour}: {account.State.ToString().ToLowerInvariant()}{(account.Modulus is null ? ", sort code checked against no weight table" : "")}; Confirmation of Payee: {(account.Payee is { } payee ? BankRules.Name(payee) : "not asked yet")}. "
                ) + Sanctions(cross, view.Today),
                $"Awarded in the last twelve months: {cross.AwardedSince(cross.Today.AddYears(-1))}. Waiting for a decision: {Number(cross.Pending.Count())}. {returns}. "
                    + (
                        cross.Flags.Count == 0
                            ? "No stop flag."
                            : $"Stop flag: {string.Join("; ", cross.Flags.Select(flag => flag.NeutralReason))}."
                    ),
                .. cross.OtherFunders.Age is { } files
                    ? new[]
                    {
                        $"Other funders' files: {cross.OtherFunders.InWords}{(cross.OtherFunders.Overlapping is > 0 and var overlapping ? $" {Sentences.Number(overlapping)} may pay for the same thing." : "")} {Sentences.Of(files.Sentence)}",
                    }
                    : [],
                $"Organisations that share a detail with it: {Number(cross.Others.Count)}. Applications with the same text: {Number(cross.Texts.Count(text => !text.IsOwn))}. People in this office who may be linked with it: {(cross.Links.Count == 0 ? "none that we know of" : string.Join(", ", cross.Links.Select(link => link.Person)))}.",
                (subsidy.Row is { } row ? Sentences.Of(SubsidyWords(row)) : "No one has recorded yet whether an award would be a subsidy.")
                    + " "
                    + (
                        safeguarding.Row is { } saved
                            ? $"Safeguarding: {SafeguardingRules.Name(saved.Reach).ToLowerInvariant()}; {(safeguarding.Gaps.Count == 0 ? "nothing is missing" : string.Join("; ", safeguarding.Gaps))}."
                        : IsDone(CheckKind.Safeguarding) ? "Safeguarding: see its check."
                        : "Safeguarding has not been checked yet."
                    ),
            ])
        );
        return new()
        {
            Title = $"Assurance summary: {view.Application.Reference}",
            IsPaper = true,
            IsCompact = true,
            Date = view.Today,
            Sender = office.Sender,
            Blocks = blocks,
        };
    }

    /// <summary>For the paper: how many applications are in which state. Checks that hold the decision, checks that hold the payment, the
    /// tier and the subsidy are recorded apart, so each is counted apart.</summary>
    public static async Task<IReadOnlyList<LetterBlock>> OfRoundAsync(Work work, Guid round)
    {
        var today = ApplicationChecks.Today(work);
        var rows = await work.QueryAsync<RoundRow>(RoundSql, new { round, Today = today });
        if (rows.Count == 0)
            return [new Paragraph("There is no application to check.")];
        var checks = (await work.QueryAsync<CheckRow>(ChecksSql, new { round })).ToLookup(check => check.ApplicationId);
        var open = rows.Where(row =>
                row.Findings > 0 || checks[row.Id].Any(check => check.Holds == CheckHold.Decision && !check.State.IsDone(today))
            )
            .ToList();
        var flagged = rows.Where(row => row.Flags > 0).ToList();
        List<IReadOnlyList<string>> states =
        [
            .. States("Checks before the decision", Results(CheckHold.Decision, row => row.Findings), NameOrNone),
            .. States("Checks before payment", Results(CheckHold.Payment, row => row.LaterFindings), NameOrNone),
            .. States(
                "Tier of checks",
                rows.GroupBy(row => row.Tier ?? "").OrderBy(group => group.Key),
                tier => tier.Length > 0 ? tier : "Not set"
            ),
            .. States(
                "Subsidy assessment, before payment",
                rows.GroupBy(row =>
                        row.IsEnterprise is null
                            ? checks[row.Id].Any(check => check.Kind == CheckKind.Subsidy && check.State.IsDone(today))
                                ? "Checked, and the assessment is not recorded yet"
                                : "Not assessed yet"
                            : row is { IsEnterprise: true, IsEconomic: true }
                                ? "A subsidy"
                                : "Not a subsidy"
                    )
                    .OrderBy(group => group.Key, StringComparer.Ordinal),
                state => state
            ),
        ];
        return
        [
            new Paragraph(
                open.Count == 0
                    ? $"No check that is due before the decision is open for {(rows.Count == 1 ? "the application" : $"any of the {rows.Count} applications")}. The annex has each check."
                    : $"Checks or findings that are due before the decision are open for {open.Count} of {rows.Count} applications: {string.Join(", ", open.Select(row => row.Reference))}. The annex has each check."
            ),
            new Paragraph(
                flagged.Count == 0
                    ? "No organisation has a stop flag."
                    : $"The {(flagged.Count == 1 ? "organisation" : "organisations")} behind {string.Join(", ", flagged.Select(row => row.Reference))} {(flagged.Count == 1 ? "has" : "have")} a stop flag."
            ),
            new Figures("Applications by state", [new("What"), new("State"), new("Applications", true)], states),
        ];

        // Where a finding is open, what the checks say is not the end of it.
        IEnumerable<IGrouping<CheckResult?, RoundRow>> Results(CheckHold holds, Func<RoundRow, int> findings) =>
            rows.GroupBy(row =>
                    DueDiligenceRules.ResultOf(holds, checks[row.Id].Select(check => check.State), today) switch
                    {
                        CheckResult.Pass or CheckResult.Condition or null when findings(row) > 0 => CheckResult.InProgress,
                        var result => result,
                    }
                )
                .OrderBy(group => group.Key);

        static string NameOrNone(CheckResult? result) => result is { } one ? Name(one) : "No check applies";

        static IEnumerable<IReadOnlyList<string>> States<T>(
            string what,
            IEnumerable<IGrouping<T, RoundRow>> groups,
            Func<T, string> name
        ) => groups.Select(group => (IReadOnlyList<string>)[what, name(group.Key), Number(group.Count())]);
    }

    private static string SubsidyWords(SubsidyQueries.SubsidyRow row) =>
        SubsidyRules.StepOf(row.State) switch
        {
            SubsidyStep.NotASubsidy => $"Not a subsidy: {row.Reason}",
            SubsidyStep.ToAssess => "No one has recorded yet whether an award would be a subsidy.",
            SubsidyStep.NoticeDue => "An award would be minimal financial assistance. Give notice with the offer.",
            SubsidyStep.ConfirmationDue =>
                $"Minimal financial assistance of {row.NoticeAmount}: the recipient has had notice and has not confirmed yet.",
            _ =>
                $"Minimal financial assistance of {row.NoticeAmount}: {row.ConfirmedName} confirmed a running total of {row.RunningTotal} against {row.SubsidyLimit}.",
        };

    public static string Name(CheckResult result) =>
        result switch
        {
            CheckResult.NotStarted => "Not started",
            CheckResult.InProgress => "In progress",
            CheckResult.Condition => "Pass with a condition",
            _ => result.ToString(),
        };

    private static string Name(ApplicationChecks.Check check, DateOnly today) =>
        check.Status switch
        {
            CheckStatus.Pass or CheckStatus.Condition when check.State.WaitsForFindings =>
                $"{DueDiligenceRules.Name(check.Status)} recorded, but a finding is open",
            CheckStatus.Pass or CheckStatus.Condition when check.ExpiresOn < today => $"{DueDiligenceRules.Name(check.Status)}, expired",
            CheckStatus.NotStarted => "Not started",
            CheckStatus.InProgress => "In progress",
            CheckStatus.Condition => "Condition",
            CheckStatus.Fail => check.SecondAt is null ? "Fail, waiting for a second check" : $"Fail, agreed by {check.SecondBy}",
            _ => check.Status.ToString(),
        };

    /// <summary>One finding with its verdict. Why a name on the sanctions list is or is not the person's stays with those who decide
    /// it.</summary>
    private static string InWords(Findings.Finding finding) =>
        // Its first sentence says what it is.
        $"{Short(finding.Sentence.Split(". ")[0], 95)}: "
        + (
            FindingRules.Verdicts(finding.Kind).Count == 0 ? (finding.IsOpen ? "to do." : "done.")
            : finding.Verdict is not { } verdict ? "no verdict yet."
            : finding.WaitsForSecond ? $"{FindingRules.Name(verdict, finding.Kind)}, says {finding.DecidedBy}. A second person must agree."
            : $"{FindingRules.Name(verdict, finding.Kind)} ({finding.DecidedBy}{(finding.SecondBy is { } second ? $", agreed by {second}" : "")})."
                + (finding.Kind == FindingKind.SanctionsHit ? "" : $" {Short(finding.Reason ?? "", 80)}")
        );

    /// <summary>Such as "Charity register of 12 November 2026. Not loaded: company register."</summary>
    private static string InWords(IReadOnlyList<ListAge> ages)
    {
        var loaded = ages.Where(age => age.Date is not null)
            .Select(age => $"{age.Name} of {LondonTime.Date(age.Date!.Value)}{(age.IsTooOld ? ", too old" : "")}.");
        var missing = ages.Where(age => age.Date is null).Select(age => age.Name.ToLowerInvariant()).ToList();
        return string.Join(" ", missing.Count == 0 ? loaded : loaded.Append($"Not loaded: {string.Join(", ", missing)}."));
    }

    private static string Sanctions(CrossCheckQueries.CrossChecksPage cross, DateOnly today)
    {
        if (cross.ListDate is not { } list)
            return "No sanctions list is loaded.";
        int Count(Func<SanctionQueries.SanctionHit, bool> which) => cross.Sanctions.Count(which);
        return $"Sanctions list of {LondonTime.Date(list)}{(ExtractRules.AgeOf(ExtractKind.Sanctions, list, today).IsTooOld ? ", too old" : "")}: "
            + (
                cross.Sanctions.Count == 0
                    ? "no name is similar."
                    : $"{cross.Sanctions.Count} similar, of which {Count(hit => hit.Said is { IsSame: false })} not the same, {Count(hit => hit.Said is { IsSame: true })} the same, {Count(hit => hit.Said is null)} still to be checked."
            );
    }

    private static string Checked(ApplicationChecks.Check check) =>
        check.CheckedOn is not { } on
            ? ""
            : $" ({check.CheckedBy ?? "the portal"}, {LondonTime.Date(on)}{(check.ExpiresOn is { } end ? $", valid until {LondonTime.Date(end)}" : "")}{(check.CarriedFrom is { } from ? $", carried over from {from}" : "")})";

    private static string Listed(IReadOnlyCollection<string> names) => names.Count == 0 ? "nothing" : string.Join("; ", names);

    private static string Sentence(string? text, int length) =>
        text is { Length: > 0 }
            ? Short(text, length) is var cut && cut.EndsWith('.')
                ? cut
                : $"{Short(text, length)}."
            : "";

    /// <summary>Keeps the summary to one page; the check has the whole note.</summary>
    private static string Short(string text, int length) =>
        text.Length <= length ? text : $"{text[..Math.Max(length / 2, text.LastIndexOf(' ', length - 1))]} ...";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static readonly string RoundSql = $"""
        select    a.Id, a.Reference, t.Tier, s.IsEnterprise, s.IsEconomic,
                  (select count(*) from Finding f where f.ApplicationId = a.Id and {FindingSql.HoldsDecision}) as Findings,
                  (select count(*) from Finding f where f.ApplicationId = a.Id and f.IsOpen = 1 and not ({FindingSql.HoldsDecision})) as LaterFindings,
                  (select count(*) from StopFlag f join Organisation m on m.Id = f.OrganisationId where coalesce(m.SameAs, m.Id) = coalesce(o.SameAs, o.Id) and f.LiftedAt is null and (f.Until is null or f.Until >= @Today)) as Flags
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join CheckPlan t on t.ApplicationId = a.Id
        left join Subsidy s on s.ApplicationId = a.Id
        where     a.RoundId = @round and a.Status = 'Submitted'
        order by  a.Number
        """;
    private const string ChecksSql = """
        select c.ApplicationId, c.Kind, c.Holds, c.Status, c.ExpiresOn, c.SecondAt
        from   DueDiligenceCheck c
        join   Application a on a.Id = c.ApplicationId
        where  a.RoundId = @round and a.Status = 'Submitted'
        """;

    private sealed record CheckRow
    {
        public required Guid ApplicationId { get; init; }
        public required CheckKind Kind { get; init; }
        public required CheckHold Holds { get; init; }
        public required CheckStatus Status { get; init; }
        public DateOnly? ExpiresOn { get; init; }
        public DateTime? SecondAt { get; init; }
        public CheckState State => new(Status, SecondAt is not null, Holds, ExpiresOn);
    }

    private sealed record RoundRow
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public string? Tier { get; init; }
        public bool? IsEnterprise { get; init; }
        public bool? IsEconomic { get; init; }
        public required int Findings { get; init; }
        public required int LaterFindings { get; init; }
        public required int Flags { get; init; }
    }
}
