using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>What an approver must see of payments before approving them, and why one cannot be approved.</summary>
public sealed class PaymentApprovals(Db db)
{
    public const int MostAtOnce = 100;

    /// <param name="Account">The account in use now; null: none is confirmed.</param>
    /// <param name="PaidBefore">Paid of this award, or to this area for the year, so far.</param>
    /// <param name="Left">Left of the award, or of what may be paid to the area, when this payment and those approved before it are
    /// paid.</param>
    /// <param name="Refusal">Why this person cannot approve it; null: they can.</param>
    /// <param name="Step">What their approval would be.</param>
    /// <param name="History">Every other payment of this award, or to this area for the year, and every one to the organisation that failed
    /// or came back, whatever it was for; newest first.</param>
    public sealed record PaymentApproval(
        AwardPayments.Payment Payment,
        BankDetailsQueries.MyBankDetails? Account,
        Money PaidBefore,
        Money Left,
        Refusal? Refusal,
        ApprovalStep Step,
        IReadOnlyList<AwardPayments.Payment> History
    )
    {
        /// <summary>Those that failed or came back.</summary>
        public IReadOnlyList<AwardPayments.Payment> CameBack =>
            [.. History.Where(one => one.Status is PaymentStatus.Failed or PaymentStatus.Returned)];

        /// <summary>Somebody gave the first of two approvals for the account that is in use.</summary>
        public bool HasFirst => Payment.HasFirst(Account?.Id);

        /// <summary>Somebody gave it for another account, so it does not count any more.</summary>
        public bool FirstIsVoid => Payment is { Status: PaymentStatus.Requested, FirstApprovedBy: not null } && !HasFirst;
    }

    public sealed record ApprovalList(IReadOnlyList<PaymentApproval> All)
    {
        public IReadOnlyList<PaymentApproval> CanApprove => All.Where(one => one.Refusal is null).ToList();
        public IReadOnlyList<PaymentApproval> Refused => All.Where(one => one.Refusal is not null).ToList();
        public Money Total => CanApprove.Sum(one => one.Payment.Amount);
    }

    public Task<ApprovalList> GetAsync(Actor actor, IEnumerable<Guid> payments) =>
        db.ReadAsync(async work =>
        {
            var found = new List<PaymentApproval>();
            foreach (var payment in payments.Distinct().Take(MostAtOnce))
                found.Add(await OfAsync(work, actor, payment));
            return new ApprovalList(found.OrderBy(one => one.Payment.Reference, StringComparer.Ordinal).ToList());
        });

    public Task<PaymentApproval> OneAsync(Actor actor, Guid payment) => db.ReadAsync(work => OfAsync(work, actor, payment));

    private static async Task<PaymentApproval> OfAsync(Work work, Actor actor, Guid payment)
    {
        var found = await AwardPayments.OneAsync(work, payment);
        var (paid, soFar, most) = found.AwardId is { } award
            ? OfAward(await AwardPayments.GetAsync(work, award))
            : OfArea(await AreaPayments.MoneyAsync(work, FinancialYear.Parse(found.BudgetYear)!.Value, found.AreaId!.Value));
        var account = (await BankDetailsQueries.OfAsync(work, found.OrganisationId)).FirstOrDefault(one =>
            one.State == BankState.Confirmed
        );
        var approved =
            soFar + (found.Status is PaymentStatus.Approved or PaymentStatus.Scheduled or PaymentStatus.Paid ? Money.Zero : found.Amount);
        return new(
            found,
            account,
            paid,
            most - approved,
            await DecidePayment.WhyNotAsync(work, actor, found, account?.Id, approve: true, whyNotDuplicate: null),
            await DecidePayment.StepAsync(work, actor, payment),
            await work.QueryAsync<AwardPayments.Payment>(
                LinkedOrganisations.Sql + AwardPayments.PaymentSql + HistorySql,
                new
                {
                    payment,
                    found.AwardId,
                    found.AreaId,
                    found.BudgetYear,
                    found.OrganisationId,
                }
            )
        );
    }

    private const string HistorySql = """
         where    p.Id <> @payment
                  and p.Id in (
                      select x.Id from Payment x where x.AwardId = @AwardId
                      union select x.Id from Payment x where x.AreaId = @AreaId and x.BudgetYear = @BudgetYear
                      union select x.Id
                            from   Body y
                            join   Payment x on x.Status in ('Failed', 'Returned')
                            left join Award u on u.Id = x.AwardId
                            left join Application v on v.Id = u.ApplicationId
                            where  coalesce(v.OrganisationId, x.PayeeId) = y.Id
                  )
        order by p.RequestedAt desc, p.Id
        """;

    private static (Money Paid, Money Approved, Money Most) OfAward(AwardPayments.AwardPaymentsPage view) =>
        (view.Paid, view.Approved, view.Award.Net);

    private static (Money Paid, Money Approved, Money Most) OfArea(AreaMoney money) => (money.Paid, money.Approved, money.Ceiling);
}
