using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Payments;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Why money of an award or an area may not be paid yet; empty: nothing holds it (R33, R35, R69).</summary>
public static class PaymentHolds
{
    public static async Task<IReadOnlyList<string>> GetAsync(Work work, Guid application)
    {
        var view = await ApplicationChecks.GetAsync(work, application);
        List<string> holds = [];
        if (await BankDetailsQueries.WhyPaymentIsHeldAsync(work, view.Application.OrganisationId) is { } bank)
            holds.Add(bank);
        // Missing details, subsidy and sanctions have their own lines.
        holds.AddRange(
            view.Findings.Where(finding => finding.IsOpen && !HasOwnLine(finding.Kind))
                .Select(finding => $"{finding.Sentence}: no verdict that counts yet")
        );
        holds.AddRange(
            view.Checks.Select(check => check with { Findings = check.Findings.Where(finding => !HasOwnLine(finding.Kind)).ToList() })
                .Where(check => !check.State.IsDone(view.Today))
                .Select(check =>
                    check.State.Status is CheckStatus.Pass or CheckStatus.Condition && !check.State.WaitsForFindings
                        ? $"The check \"{check.Name}\" has expired"
                    : check.State.WaitsForFindings ? $"The check \"{check.Name}\" waits for its findings"
                    : $"The check \"{check.Name}\" is not done"
                )
        );
        holds.AddRange(
            view.Checks.Where(check => check.State is { Status: CheckStatus.Fail, FailConfirmed: true })
                .Select(check => $"The check \"{check.Name}\" failed")
        );
        holds.AddRange(await FlagsAsync(work, view.Application.OrganisationId));
        if (SubsidyRules.WhyPaymentIsHeld((await SubsidyQueries.GetAsync(work, application)).Row?.State) is { } subsidy)
            holds.Add(subsidy);
        holds.AddRange(await RegisterSearches.PaymentHoldsAsync(work, view.Application.OrganisationId, application));
        holds.AddRange(await SanctionsAsync(work, view.Application.OrganisationId));
        var about = new
        {
            application,
            view.Application.OrganisationId,
            view.Today,
        };
        holds.AddRange(
            (
                await work.QueryAsync<DateTime>(
                    "select coalesce(w.EndedAt, c.ProposedAt) from Award w left join CloseOut c on c.AwardId = w.Id where w.ApplicationId = @application and (w.EndedAt is not null or c.AwardId is not null) and not (c.AwardId is null and w.EndedHow in ('GivenUp', 'Terminated') and exists (select 1 from Claim m where m.AwardId = w.Id and m.State = 'Accepted'))",
                    about
                )
            ).Select(at => $"The grant ended, or its close-out started, on {LondonTime.Date(at)}")
        );
        holds.AddRange(
            (
                await work.QueryAsync<DateTime>(
                    "select w.SuspendedAt from Award w where w.ApplicationId = @application and w.SuspendedAt is not null",
                    about
                )
            ).Select(at => $"Payments were suspended on {LondonTime.Date(at)}")
        );
        holds.AddRange(
            (
                await work.QueryAsync<string>(
                    "select r.Name from AwardCondition r join Award w on w.Id = r.AwardId where w.ApplicationId = @application and r.State not in ('Accepted', 'NotNeeded') order by r.Position",
                    about
                )
            ).Select(name => $"The condition \"{name}\" is not met")
        );
        holds.AddRange(
            (await work.QueryAsync<OverdueRow>(OverdueSql, about)).Select(row =>
                $"The return of {row.Reference} was due on {LondonTime.Date(row.DueOn)} and has not arrived"
            )
        );
        if (
            await work.ScalarAsync<int>(
                "select count(*) from UseCertificate c join Award w on w.Id = c.AwardId where w.ApplicationId = @application and c.HoldsPayment = 1 and c.AskedAt is not null and c.State in ('Wanted', 'Sent')",
                about
            ) > 0
        )
            holds.Add("The certificate of how the grant was used is not accepted yet");
        if (
            await work.ScalarAsync<int>(
                "select count(*) from UseCertificate c join Award w on w.Id = c.AwardId join MonitoringReturn t on t.AwardId = c.AwardId where w.ApplicationId = @application and c.HoldsPayment = 1 and c.State = 'Accepted' and t.Kind = 'Final' and t.Status <> 'Accepted'",
                about
            ) > 0
        )
            holds.Add("The final return is open again, so the certificate of how the grant was used may change");
        return holds;
    }

    /// <summary>As for the award, and for the account that the payment was approved for: new bank details never redirect an approved
    /// payment.</summary>
    internal static async Task<IReadOnlyList<string>> GetAsync(Work work, AwardPayments.Payment payment)
    {
        var holds = await OfSubjectAsync(work, payment);
        return await HasOtherAccountAsync(work, payment)
            ? [.. holds, $"The bank details changed after the approval, so approve the payment again or refuse it"]
            : holds;
    }

    /// <summary>The same, and whether the account has changed since the approval.</summary>
    public static async Task<(IReadOnlyList<string> Holds, bool OtherAccount)> ForApprovalAsync(Work work, AwardPayments.Payment payment) =>
        (await GetAsync(work, payment), await HasOtherAccountAsync(work, payment));

    /// <summary>As for the award, or for the area that the payment is for.</summary>
    internal static Task<IReadOnlyList<string>> OfSubjectAsync(Work work, AwardPayments.Payment payment) =>
        payment.ApplicationId is { } application
            ? GetAsync(work, application)
            : AreaPayments.HoldsAsync(work, FinancialYear.Parse(payment.BudgetYear)!.Value, payment.AreaId!.Value, payment.OrganisationId);

    /// <summary>What concerns the payee alone: its account, stop flags and the sanctions list.</summary>
    internal static async Task<IReadOnlyList<string>> OfPayeeAsync(Work work, Guid organisation)
    {
        List<string> holds = [];
        if (await BankDetailsQueries.WhyPaymentIsHeldAsync(work, organisation) is { } bank)
            holds.Add(bank);
        holds.AddRange(await FlagsAsync(work, organisation));
        holds.AddRange(await SanctionsAsync(work, organisation));
        return holds;
    }

    private static async Task<IEnumerable<string>> FlagsAsync(Work work, Guid organisation) =>
        (await CrossCheckQueries.FlagsAsync(work, organisation)).Select(flag => $"Stop flag: {flag.NeutralReason}");

    /// <summary>A list that is too old, and names on it that nobody has compared.</summary>
    private static async Task<IReadOnlyList<string>> SanctionsAsync(Work work, Guid organisation)
    {
        List<string> holds = [];
        if (ExtractRules.WhySanctionsListHolds(await SanctionQueries.ListDateAsync(work), ApplicationChecks.Today(work)) is { } list)
            holds.Add(list);
        var (_, hits) = await SanctionQueries.OfAsync(work, organisation, (await MatchIndex.SourceAsync(work, organisation)).Source);
        holds.AddRange(
            hits.Where(hit => hit.Said is not { IsSame: false })
                .Select(hit =>
                    hit.Said is null ? $"A name needs to be compared with the sanctions list ({hit.GroupId})" : StopFlagRules.NeutralReason
                )
        );
        return holds;
    }

    /// <summary>Read live at each payment, so that what was found before does not hold it.</summary>
    private static bool HasOwnLine(FindingKind kind) =>
        kind is FindingKind.BankDetailsMissing or FindingKind.SubsidyGap or FindingKind.SanctionsHit;

    /// <summary>The account that is in use now.</summary>
    internal static Task<Guid?> AccountAsync(Work work, Guid organisation) =>
        work.FirstOrDefaultAsync<Guid?>(
            "select Id from BankDetails where OrganisationId = @organisation and State = 'Confirmed' order by GivenAt desc, Id",
            new { organisation }
        );

    // An account that is being checked again after a failure is still the same one.
    private static async Task<bool> HasOtherAccountAsync(Work work, AwardPayments.Payment payment) =>
        payment.Status is PaymentStatus.Approved or PaymentStatus.Scheduled
        && payment.BankDetailsId
            != (
                await AccountAsync(work, payment.OrganisationId)
                ?? await work.FirstOrDefaultAsync<Guid?>(
                    "select Id from BankDetails where Id = @BankDetailsId and State = 'Given' and RecheckAt is not null",
                    new { payment.BankDetailsId }
                )
            );

    private const string OverdueSql =
        LinkedOrganisations.Sql
        + """
            select   a.Reference, t.DueOn
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Award w on w.ApplicationId = a.Id
            join     MonitoringReturn t on t.AwardId = w.Id
            where    t.Status in ('Due', 'Prepared') and coalesce(t.PutRightBy, t.DueOn) < @Today
            order by t.DueOn, t.Id
            """;

    private sealed record OverdueRow
    {
        public required string Reference { get; init; }
        public required DateOnly DueOn { get; init; }
    }
}
