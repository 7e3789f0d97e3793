using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Approves or refuses a payment. Never by the person who requested it (R70), never above the award or what may be paid to the
/// area. An approval above the person's limit is the first of two.</summary>
public sealed class DecidePayment(Db db, ConfirmSubsidyAward confirm)
{
    /// <param name="whyNotDuplicate">Why it is not a duplicate payment; null: the person has not said so.</param>
    /// <param name="shown">The account that the person saw; null: none was shown.</param>
    public async Task<Result> RunAsync(
        Actor actor,
        Guid payment,
        bool approve,
        string? note,
        string? whyNotDuplicate = null,
        Guid? shown = null
    )
    {
        // Each step has an audit action of its own, which must be known before the transaction. It is read again inside.
        var step = await db.ReadAsync(work => StepAsync(work, actor, payment));
        return await db.ChangeAsync(
            actor,
            approve ? ActionOf(step) : AuditAction.PaymentRefused,
            payment,
            async work =>
            {
                var found = await AwardPayments.OneAsync(work, payment);
                var account = await PaymentHolds.AccountAsync(work, found.OrganisationId);
                if (await WhyNotAsync(work, actor, found, account, approve, whyNotDuplicate) is { } refusal)
                    return refusal;
                if (approve && shown is not null && PaymentRules.WhyOtherAccount(shown, account) is { } other)
                    return other;
                if (!approve && string.IsNullOrWhiteSpace(note))
                    return new Refusal("Say why you refuse the payment", nameof(note));
                if (TextLimit.WhyTooLong(note, 500, nameof(note)) is { } wide)
                    return wide;
                if (approve && await StepAsync(work, actor, payment) != step)
                    return new Refusal("Somebody else approved this payment, or a limit changed, while you looked at it. Check it again.");
                await work.ExecuteOneAsync(
                    SqlOf(approve ? step : null),
                    new
                    {
                        payment,
                        found.Version,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                        account,
                    }
                );
                work.Note($"{found.Amount} for {found.Reference}. {note?.Trim()}");
                if (approve && step == ApprovalStep.Second)
                    work.Note($"First approved by {found.FirstApprovedByName}, {LondonTime.Date(found.FirstApprovedAt!.Value)}");
                DuplicatePayment.Note(work, whyNotDuplicate);
                if (found is not { AwardId: { } award, ApplicationId: { } application })
                    return Result.Done;
                if (approve && step != ApprovalStep.First && await confirm.RunAsync(work, actor, application) is { } over)
                    return over;
                await AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );
    }

    /// <summary>What an approval by this person would be.</summary>
    internal static async Task<ApprovalStep> StepAsync(Work work, Actor actor, Guid payment)
    {
        var found = await AwardPayments.OneAsync(work, payment);
        return PaymentRules.StepOf(
            found.Amount,
            PaymentRules.LimitFor(await PaymentLimitQueries.AllAsync(work), actor.Id, found.FundId, found.MoneyYear),
            found.HasFirst(await PaymentHolds.AccountAsync(work, found.OrganisationId))
        );
    }

    private static AuditAction ActionOf(ApprovalStep step) =>
        step switch
        {
            ApprovalStep.First => AuditAction.PaymentFirstApproved,
            ApprovalStep.Second => AuditAction.PaymentSecondApproved,
            _ => AuditAction.PaymentApproved,
        };

    /// <summary>Why this person cannot approve or refuse the payment now.</summary>
    /// <param name="account">The account that is in use now.</param>
    internal static async Task<Refusal?> WhyNotAsync(
        Work work,
        Actor actor,
        AwardPayments.Payment found,
        Guid? account,
        bool approve,
        string? whyNotDuplicate
    )
    {
        if (PaymentRules.WhyCannotDecide(found.Status, found.RequestedBy, actor.Id, approve, found.BankDetailsId != account) is { } refusal)
            return refusal;
        if (!approve)
            return null;
        if (await Separation.WhyNotAsync(work, actor, found) is { } apart)
            return apart;
        return await PaymentHolds.OfSubjectAsync(work, found) is [var hold, ..]
            ? PaymentRules.OnHold(hold)
            : await WhyCannotApproveAsync(work, actor, found, account, whyNotDuplicate);
    }

    private static async Task<Refusal?> WhyCannotApproveAsync(
        Work work,
        Actor actor,
        AwardPayments.Payment found,
        Guid? account,
        string? whyNotDuplicate
    )
    {
        var again = found.Status == PaymentStatus.Approved ? found.Amount : Money.Zero;
        if (
            (
                found.AwardId is { } award
                    ? WhyPastAward(found.Amount, again, await AwardPayments.GetAsync(work, award))
                    : await AreaPayments.WhyCannotApproveAsync(work, found, again)
            ) is
            { } past
        )
            return past;
        if (found.HasFirst(account) && PaymentRules.WhyNotSecond(found.FirstApprovedBy, actor.Id) is { } same)
            return same;
        var duplicate = await work.FirstOrDefaultAsync<SameRow>(
            SameSql,
            new
            {
                found.AwardId,
                found.AreaId,
                found.BudgetYear,
                found.OrganisationId,
                found.Amount,
                account,
                Since = work.Now.AddDays(-PaymentRules.DuplicateDays),
            }
        );
        return duplicate is null
            ? null
            : DuplicatePayment.WhyNot(
                $"A payment of {found.Amount} to the same account was approved on {LondonTime.Date(duplicate.DecidedAt)} for {duplicate.Reference}",
                whyNotDuplicate
            );
    }

    private static Refusal? WhyPastAward(Money amount, Money again, AwardPayments.AwardPaymentsPage view) =>
        PaymentRules.WhyPastAward(amount, view.Approved - again, view.Award.Net);

    private static string SqlOf(ApprovalStep? step) =>
        step switch
        {
            ApprovalStep.First => FirstSql,
            ApprovalStep.Second => SecondSql,
            ApprovalStep.Alone => AloneSql,
            _ => RefuseSql,
        };

    // An approval for an account that is no longer in use counts for nothing.
    private const string FirstSql = """
        update Payment
        set    Status = 'Requested', FirstApprovedBy = @By, FirstApprovedAt = @Now, FirstApprovedNote = @Note, DecidedBy = null, DecidedAt = null, DecidedNote = null, BankDetailsId = @account, Version = Version + 1
        where  Id = @payment and Version = @Version
        """;

    private const string SecondSql = """
        update Payment
        set    Status = 'Approved', DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, BankDetailsId = @account, Version = Version + 1
        where  Id = @payment and Version = @Version
        """;
    private const string AloneSql = """
        update Payment
        set    Status = 'Approved', FirstApprovedBy = null, FirstApprovedAt = null, FirstApprovedNote = null, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, BankDetailsId = @account, Version = Version + 1
        where  Id = @payment and Version = @Version
        """;
    private const string RefuseSql = """
        update Payment
        set    Status = 'Refused', DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1
        where  Id = @payment and Version = @Version
        """;

    // Of the same award or area its request has asked.
    private const string SameSql = $"""
        select   {PaymentSubject.ReferenceSql} as Reference, p.DecidedAt
        from     Payment p
        {PaymentSubject.JoinSql}
        join     BankDetails b on b.Id = p.BankDetailsId
        where    o.Id = @OrganisationId and case when p.AwardId = @AwardId or (p.AreaId = @AreaId and p.BudgetYear = @BudgetYear) then 0 else 1 end = 1 and p.Amount = @Amount and p.Status in ('Approved', 'Scheduled', 'Paid') and p.DecidedAt >= @Since
                 and b.AccountHash = (select c.AccountHash from BankDetails c where c.Id = @account)
        order by p.DecidedAt desc, p.Id
        """;

    private sealed record SameRow
    {
        public required string Reference { get; init; }
        public required DateTime DecidedAt { get; init; }
    }
}
