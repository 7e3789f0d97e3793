using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>What tells an organisation which payments of a payment run it got: one e-mail for all of them, and a page that shows the same
/// and can be printed.</summary>
public static class RemittanceAdvice
{
    public sealed record Advice(Office Office, string Organisation, string RunNumber, IReadOnlyList<AwardPayments.Payment> Payments)
    {
        public Money Total => Payments.Sum(payment => payment.Amount);
    }

    /// <summary>For a member of the organisation, from one of its grants.</summary>
    public static async Task<Advice> MineAsync(Work work, Office office, Actor actor, Guid application, Guid run)
    {
        await AwardPayments.MyAwardAsync(work, actor, application);
        var payments = await work.QueryAsync<AwardPayments.Payment>(
            AwardPayments.PaymentSql
                + " where p.RunId = @run and p.Status = 'Paid' and a.OrganisationId = (select m.OrganisationId from Application m where m.Id = @application) order by p.BankReference, p.Id",
            new { run, application }
        );
        return payments.Count == 0
            ? throw new NotFoundException("Nothing of this payment run was paid to this organisation")
            : new(office, payments[0].Organisation, payments[0].RunNumber!, payments);
    }

    /// <param name="paid">What the bank says is paid of one payment run, to one organisation.</param>
    internal static async Task TellAsync(
        Work work,
        Office office,
        Guid run,
        IReadOnlyList<(AwardPayments.Payment Payment, DateOnly Day)> paid
    )
    {
        if (paid.Count == 1)
        {
            var (payment, day) = paid[0];
            await Recipients.TellAsync(
                work,
                office,
                MessageKind.PaymentMade,
                payment.ApplicationId!.Value,
                Values(office, payment, day),
                Links.Payments.Mine(payment.ApplicationId.Value)
            );
            return;
        }
        var lines = paid.Select(one =>
            $"- {one.Payment.Reference}: {one.Payment.Amount}, paid on {LondonTime.Date(one.Day)}. On your statement: {one.Payment.BankReference}. For: {one.Payment.Reason.TrimEnd('.')}."
        );
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var application in paid.Select(one => one.Payment.ApplicationId!.Value).Distinct())
        foreach (var person in await Recipients.OfAsync(work, application, Importance.Money))
            if (told.Add(person.Email))
                await Message.SendAsync(
                    work,
                    office,
                    MessageKind.PaymentsMade,
                    null,
                    person,
                    application,
                    new Dictionary<string, string>
                    {
                        ["organisation"] = paid[0].Payment.Organisation,
                        ["amount"] = paid.Sum(one => one.Payment.Amount).ToString(),
                        ["count"] = paid.Count.ToString(CultureInfo.InvariantCulture),
                        ["payments"] = string.Join('\n', lines),
                        ["phone"] = office.ContactPhone,
                    },
                    Links.Payments.Advice(application, run)
                );
    }

    /// <summary>What the messages about one payment that is made say.</summary>
    internal static Dictionary<string, string> Values(Office office, AwardPayments.Payment payment, DateOnly day) =>
        new()
        {
            ["amount"] = payment.Amount.ToString(),
            ["date"] = LondonTime.Date(day),
            ["account"] = payment.LastFour is { } digits ? $"the account that ends in {digits[^2..]}" : "",
            ["bank-reference"] = payment.BankReference ?? "",
            ["for"] = payment.Reason,
            ["phone"] = office.ContactPhone,
        };
}
