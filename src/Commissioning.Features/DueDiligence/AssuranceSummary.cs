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
        var open = view.Open(CheckHold.Decision).ToList();
        // The more checks, the fewer words for each: the summary stays on one page, and the check has the whole note.
        var perCheck = Math.Max(45, 600 / Math.Max(1, view.Checks.Count(check => check.Status != CheckStatus.NotApplicable)));
        List<LetterBlock> blocks =
        [
            new KeyValues([
                new("Organisation", view.Application.Organisation),
                new("Project", $"{view.Application.ProjectName}, {view.Application.AmountRequested}"),
                new("Result", Name(view.Application.DueDiligence)),
                new("Tier", view.Tiering is { } tier ? $"{tier.Tier}. {string.Join(". ", tier.Reasons.Split('\n'))}." : "Not assessed yet"),
                new("Checked by", view.Tiering?.Owner ?? "No one in particular"),
                new(
                    "Still open",
                    (open.Count == 0 ? "No checks due before the decision" : string.Join("; ", open.Select(check => check.Name)))
                        + (
                            view.Findings.Count(finding => finding.IsOpen) is > 0 and var undecided
                                ? $". {undecided} {(undecided == 1 ? "finding has" : "findings have")} no verdict that counts."
                                : ""
                        )
                ),
                new(
                    "Before payment",
                    view.Open(CheckHold.Payment).ToList() is { Count: > 0 } later
                        ? string.Join("; ", later.Select(check => check.Name))
                        : "Nothing"
                ),
            ]),
            new Figures(
                "Checks",
                [new("Check"), new("Result and evidence"), new("Findings"), new("Seen by, valid until")],
                view.Checks.Where(check => check.Status != CheckStatus.NotApplicable)
                    .Select(check =>
                        (IReadOnlyList<string>)
                            [
                                check.Name,
                                $"{Name(check, view.Today)}. {Sentence(check.Note, perCheck)}{(check.Source is { Length: > 0 } source ? $" Source: {Sentence(source, 40)}" : "")}",
                                InWords(check.Findings),
                                check.CheckedOn is { } on
                                    ? $"{check.CheckedBy ?? "The portal"}, {LondonTime.Date(on)}{(check.ExpiresOn is { } end ? $", until {LondonTime.Date(end)}" : "")}{(check.CarriedFrom is { } from ? $" (carried over from {from})" : "")}"
                                    : "",
                            ]
                    )
                    .ToList()
            ),
        ];
        if (view.OtherFindings.Count > 0)
            blocks.Add(new Paragraph($"Findings that belong to no check of the round: {InWords(view.OtherFindings)}"));
        if (view.Checks.Where(check => check.Status == CheckStatus.NotApplicable).ToList() is { Count: > 0 } not)
            blocks.Add(
                new Paragraph($"Not made: {string.Join("; ", not.Select(check => $"{check.Name} ({Short(check.Note ?? "", 60)})"))}.")
            );
        blocks.Add(new Heading(2, "Registers, bank, sanctions"));
        blocks.Add(
            new Bullets([
                .. seen.Select(one =>
                    $"{one.Facts.Register} {one.Facts.Number}, seen {LondonTime.Date(one.At)} in {one.Facts.Source}: {string.Join(". ", one.Findings.Select(finding => finding.Sentence))}."
                ),
                seen.Count == 0 ? BySight(view, CheckKind.Register) ?? "No register was looked up yet." : RegisterRules.NeverByItself,
                InWords(ages),
                account is null
                    ? BySight(view, CheckKind.BankDetails) ?? "No bank details yet."
                    : $"Account ending {account.LastFour}, {account.State.ToString().ToLowerInvariant()}{(account.Modulus is null ? ", sort code checked against no weight table" : "")}; Confirmation of Payee: {(account.Payee is { } payee ? BankRules.Name(payee) : "not asked yet")}.",
                cross.ListDate is { } list
                    ? $"Sanctions list of {LondonTime.Date(list)}{(ExtractRules.AgeOf(ExtractKind.Sanctions, list, view.Today).IsTooOld ? ", which is too old" : "")}: {(cross.Sanctions.Count == 0 ? "no name on the list is similar" : $"{cross.Sanctions.Count} like {(cross.Sanctions.Count == 1 ? "name" : "names")}, {cross.Sanctions.Count(hit => hit.Said is { IsSame: false })} found not to be the same, {cross.Sanctions.Count(hit => hit.Said is { IsSame: true })} found to be the same, {cross.Sanctions.Count(hit => hit.Said is null)} still to be checked")}."
                    : "No sanctions list is loaded.",
            ])
        );
        blocks.Add(new Heading(2, "Across all funds"));
        blocks.Add(
            new Bullets([
                $"Awards in the last twelve months: {cross.AwardedSince(cross.Today.AddYears(-1))}; in this financial year and the two before: {cross.AwardedSince(SubsidyRules.CountsFrom(cross.Today))}; applications waiting for a decision: {Number(cross.Pending.Count())}. "
                    + (
                        cross.Returns.Count == 0
                            ? "No return is late or was late."
                            : $"Late returns: {string.Join("; ", cross.Returns.Select(one => one.InWords(cross.Today)))}."
                    )
                    + " "
                    + (
                        cross.Flags.Count == 0
                            ? "No stop flag."
                            : $"Stop flag: {string.Join("; ", cross.Flags.Select(flag => flag.NeutralReason))}."
                    ),
                cross.Others.Count == 0
                    ? "No other organisation shares a number, an address, a contact, an account, a name or a person with it."
                    : $"Organisations that share something with it: {Number(cross.Others.Count)}; those that may be the same organisation and are not decided yet: {Number(cross.Unresolved.Count())}.",
                (
                    cross.Texts.Where(text => !text.IsOwn).ToList() is { Count: > 0 } texts
                        ? $"Text also in other applications: {string.Join(", ", texts.Select(text => $"{text.Percent}% in {text.Reference}"))}."
                        : "No text in common with another organisation's application."
                )
                    + (
                        cross.Links.Count == 0
                            ? " We know of no link with people in this office."
                            : $" May be linked with it: {string.Join(", ", cross.Links.Select(link => link.Person))}."
                    ),
            ])
        );
        blocks.Add(new Heading(2, "Subsidy and safeguarding"));
        blocks.Add(
            new Bullets([
                subsidy.Row is { } row ? SubsidyWords(row) : "No one has recorded yet whether an award would be a subsidy.",
                safeguarding.Row is { } saved
                    ? $"{SafeguardingRules.Name(saved.Reach)}. {(safeguarding.Gaps.Count == 0 ? "Nothing is missing" : string.Join("; ", safeguarding.Gaps))}."
                    : BySight(view, CheckKind.Safeguarding) ?? "Safeguarding has not been checked yet.",
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

    /// <summary>For the paper: a row for each sent application of a round, with open checks.</summary>
    public static async Task<Figures?> OfRoundAsync(Work work, Guid round)
    {
        var rows = await work.QueryAsync<RoundRow>(RoundSql, new { round, Today = ApplicationChecks.Today(work) });
        return rows.Count == 0
            ? null
            : new(
                "Due diligence of every application",
                [
                    new("Application"),
                    new("Tier"),
                    new("Result"),
                    new("Open", true),
                    new("Findings", true),
                    new("Before payment", true),
                    new("Stop flag"),
                    new("Subsidy"),
                ],
                rows.Select(row =>
                        (IReadOnlyList<string>)
                            [
                                row.Reference,
                                row.Tier ?? "Not set",
                                Name(row.DueDiligence),
                                Number(row.Unfinished),
                                Number(row.Findings),
                                Number(row.Later),
                                row.Flags > 0 ? "Yes" : "No",
                                row.IsEnterprise switch
                                {
                                    null => "Not assessed",
                                    false => "No",
                                    _ => row.IsEconomic == true ? "Yes" : "No",
                                },
                            ]
                    )
                    .ToList(),
                [
                    "Total",
                    "",
                    $"{rows.Count(row => row.DueDiligence is CheckResult.Pass or CheckResult.Condition)} of {rows.Count} passed",
                    Number(rows.Sum(row => row.Unfinished)),
                    Number(rows.Sum(row => row.Findings)),
                    Number(rows.Sum(row => row.Later)),
                    Number(rows.Count(row => row.Flags > 0)),
                    Number(rows.Count(row => row is { IsEnterprise: true, IsEconomic: true })),
                ]
            );
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

    /// <summary>What an officer saw, where a check passed without the portal's own page; null: it did not.</summary>
    private static string? BySight(ApplicationChecks.ChecksPage view, CheckKind kind) =>
        view.Checks.FirstOrDefault(check => check.Kind == kind && check.Status is CheckStatus.Pass or CheckStatus.Condition) is { } check
            ? $"{check.Name}: not looked up by the portal. {check.CheckedBy ?? "An officer"} saw: {Short(check.Note ?? check.EvidenceName ?? "", 45)}{(check.Source is { Length: > 0 } source ? $" ({Short(source, 40)})" : "")}"
            : null;

    /// <summary>Such as "Charity register of 12 November 2026. Not loaded: company register."</summary>
    private static string InWords(IReadOnlyList<ListAge> ages)
    {
        var loaded = ages.Where(age => age.Date is not null)
            .Select(age => $"{age.Name} of {LondonTime.Date(age.Date!.Value)}{(age.IsTooOld ? ", too old" : "")}.");
        var missing = ages.Where(age => age.Date is null).Select(age => age.Name.ToLowerInvariant()).ToList();
        return string.Join(" ", missing.Count == 0 ? loaded : loaded.Append($"Not loaded: {string.Join(", ", missing)}."));
    }

    /// <summary>What was said of a name on the sanctions list stays with those who decide it.</summary>
    private static string InWords(IReadOnlyCollection<Findings.Finding> findings) =>
        findings.Count == 0
            ? "None"
            : string.Join(
                " ",
                findings.Select(finding =>
                    // Its first sentence says what it is.
                    $"{Short(finding.Sentence.Split(". ")[0], 110)}: "
                    + (
                        FindingRules.Verdicts(finding.Kind).Count == 0 ? "to be done."
                        : finding.Verdict is not { } verdict ? "no verdict yet."
                        : finding.WaitsForSecond
                            ? $"{FindingRules.Name(verdict, finding.Kind)} says {finding.DecidedBy}, and a second person must agree."
                        : $"{FindingRules.Name(verdict, finding.Kind)} ({finding.DecidedBy}{(finding.SecondBy is { } second ? $", agreed by {second}" : "")})."
                            + (finding.Kind == FindingKind.SanctionsHit ? "" : $" {Short(finding.Reason ?? "", 80)}")
                    )
                )
            );

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
        select    a.Reference, t.Tier, a.DueDiligence, s.IsEnterprise, s.IsEconomic,
                  (select count(*) from DueDiligenceCheck c where c.ApplicationId = a.Id and c.Holds = 'Decision' and (c.Status in ('NotStarted', 'InProgress') or (c.Status = 'Fail' and c.SecondAt is null) or (c.Status in ('Pass', 'Condition') and c.ExpiresOn < @Today))) as Unfinished,
                  (select count(*) from Finding f where f.ApplicationId = a.Id and {FindingSql.HoldsDecision}) as Findings,
                  (select count(*) from DueDiligenceCheck c where c.ApplicationId = a.Id and c.Holds = 'Payment' and (c.Status in ('NotStarted', 'InProgress') or (c.Status in ('Pass', 'Condition') and c.ExpiresOn < @Today))) as Later,
                  (select count(*) from StopFlag f join Organisation m on m.Id = f.OrganisationId where coalesce(m.SameAs, m.Id) = coalesce(o.SameAs, o.Id) and f.LiftedAt is null and (f.Until is null or f.Until >= @Today)) as Flags
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join CheckPlan t on t.ApplicationId = a.Id
        left join Subsidy s on s.ApplicationId = a.Id
        where     a.RoundId = @round and a.Status = 'Submitted'
        order by  a.Number
        """;

    private sealed record RoundRow
    {
        public required string Reference { get; init; }
        public string? Tier { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public bool? IsEnterprise { get; init; }
        public bool? IsEconomic { get; init; }
        public required int Unfinished { get; init; }
        public required int Findings { get; init; }
        public required int Later { get; init; }
        public required int Flags { get; init; }
    }
}
