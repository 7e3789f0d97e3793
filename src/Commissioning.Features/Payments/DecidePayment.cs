using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Approves or refuses a payment. Never by the person who requested it (R70), never above their limit or the award.</summary>
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
                if (approve && await confirm.RunAsync(work, actor, found.ApplicationId) is { } over)
                    return over;
                await AwardTotals.RefreshAsync(work, found.AwardId);
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
        if (await Separation.WhyNotAsync(work, actor, found.ApplicationId, found.Reference) is { } apart)
            return apart;
        return await PaymentHolds.GetAsync(work, found.ApplicationId) is [var hold, ..]
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
        var view = await AwardPayments.GetAsync(work, found.AwardId);
        var approved = view.Approved - (found.Status == PaymentStatus.Approved ? found.Amount : Money.Zero);
        if (PaymentRules.WhyPastAward(found.Amount, approved, view.Award.Net) is { } past)
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

    private const string UpdateSql = """
        update Payment
        set    Status = @Status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, BankDetailsId = @Account, Version = Version + 1
        where  Id = @payment and Version = @Version
        """;
    private const string SameSql = """
        select   a.Reference, p.DecidedAt
        from     Payment p
        join     Award w on w.Id = p.AwardId
        join     Application a on a.Id = w.ApplicationId
        join     BankDetails b on b.Id = p.BankDetailsId
        where    a.OrganisationId = @OrganisationId and p.AwardId <> @AwardId and p.Amount = @Amount and p.Status in ('Approved', 'Scheduled', 'Paid') and p.DecidedAt >= @Since
                 and b.AccountHash = (select c.AccountHash from BankDetails c where c.Id = @account)
        order by p.DecidedAt desc, p.Id
        """;

    private sealed record SameRow
    {
        public required string Reference { get; init; }
        public required DateTime DecidedAt { get; init; }
    }
}
