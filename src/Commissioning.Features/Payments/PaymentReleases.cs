using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Who may release a payment run to the bank, and by whom it was released.</summary>
public static class PaymentReleases
{
    /// <param name="WhyNot">Why the person who looks cannot release it; null: they can.</param>
    /// <param name="People">How many people may approve payments.</param>
    /// <param name="AnyChief">There is a chief finance officer.</param>
    public sealed record RunRelease(PaymentRunQueries.PaymentRun Run, Refusal? WhyNot, int People, bool AnyChief)
    {
        /// <summary>An exception could help.</summary>
        public bool IsShort => People < PaymentReleaseRules.PeopleToSeparate;

        /// <summary>It is still to be released.</summary>
        public bool Waits => Run is { ReleasedAt: null, SentAt: null, Payments: > 0 };
    }

    public static async Task<RunRelease> GetAsync(Work work, Actor actor, Guid run)
    {
        var found = await PaymentRunQueries.FindAsync(work, run);
        var (people, anyChief) = await PeopleAsync(work);
        var part = PartOf(await PaymentRunQueries.PaymentsAsync(work, run), actor.Id);
        return new(found, PaymentReleaseRules.WhyCannotRelease(actor.Id, part, people, found.ExceptedById), people, anyChief);
    }

    /// <summary>Those who hold the role now: who left the office has none.</summary>
    internal static async Task<(int People, bool AnyChief)> PeopleAsync(Work work) =>
        (
            await work.ScalarAsync<int>("select count(*) from PersonRole where Role = 'FinanceOfficer'"),
            await work.ScalarAsync<int>("select count(*) from PersonRole where Role = 'ChiefFinanceOfficer'") > 0
        );

    /// <summary>What this person did to one of the payments; null: nothing.</summary>
    internal static string? PartOf(IEnumerable<AwardPayments.Payment> payments, Guid person) =>
        payments
            .Select(payment =>
                payment.RequestedBy == person ? $"requested {payment.BankReference}"
                : payment.DecidedBy == person || payment.FirstApprovedBy == person ? $"approved {payment.BankReference}"
                : null
            )
            .FirstOrDefault(part => part is not null);
}
