using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Approves or refuses a payment. Never by the person who requested it (R70), never above their limit, the award or what may be paid to the area.</summary>
public sealed class DecidePayment(Db db, ConfirmSubsidyAward confirm)
{
    /// <param name="whyNotDuplicate">Why it is not a duplicate payment; null: the person has not said so.</param>
    /// <param name="shown">The account that the person saw; null: none was shown.</param>
    public Task<Result> RunAsync(
        Actor actor,
        Guid payment,
        bool approve,
        string? note,
        string? whyNotDuplicate = null,
        Guid? shown = null
    ) =>
        db.ChangeAsync(
            actor,
            approve ? AuditAction.PaymentApproved : AuditAction.PaymentRefused,
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
                await work.ExecuteOneAsync(
                    UpdateSql,
                    new
                    {
                        payment,
                        found.Version,
                        Status = approve ? PaymentStatus.Approved : PaymentStatus.Refused,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                        Account = approve ? account : found.BankDetailsId,
                    }
                );
                work.Note($"{found.Amount} for {found.Reference}. {note?.Trim()}");
                DuplicatePayment.Note(work, whyNotDuplicate);
                if (found is not { AwardId: { } award, ApplicationId: { } application })
                    return Result.Done;
                if (approve && await confirm.RunAsync(work, actor, application) is { } over)
                    return over;
                await AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );

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
        if (
            PaymentRules.WhyAboveLimit(
                found.Amount,
                PaymentRules.LimitFor(await PaymentLimitQueries.AllAsync(work), actor.Id, found.FundId)
            ) is
            { } above
        )
            return above;
        var same = await work.FirstOrDefaultAsync<SameRow>(
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
        return same is null
            ? null
            : DuplicatePayment.WhyNot(
                $"A payment of {found.Amount} to the same account was approved on {LondonTime.Date(same.DecidedAt)} for {same.Reference}",
                whyNotDuplicate
            );
    }

    private static Refusal? WhyPastAward(Money amount, Money again, AwardPayments.AwardPaymentsPage view) =>
        PaymentRules.WhyPastAward(amount, view.Approved - again, view.Award.Net);

    private const string UpdateSql = """
        update Payment
        set    Status = @Status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, BankDetailsId = @Account, Version = Version + 1
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
