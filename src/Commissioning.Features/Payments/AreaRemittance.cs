using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The message about a payment to an area: to the lead council's address for payments and to everyone who reports for the
/// area.</summary>
internal static class AreaRemittance
{
    /// <param name="values">What the messages about a payment of an award say too.</param>
    public static async Task TellAsync(
        Work work,
        Office office,
        bool isPaid,
        AwardPayments.Payment payment,
        IReadOnlyDictionary<string, string> values
    )
    {
        var council = await work.FindOrDefaultAsync<string>(
            "select RemittanceEmail from CspArea where Id = @AreaId and LeadOrganisationId = @OrganisationId",
            new { payment.AreaId, payment.OrganisationId }
        );
        var contacts = await work.QueryAsync<AreaContact>(
            "select p.DisplayName, p.Email from PersonCspArea m join Person p on p.Id = m.PersonId where m.AreaId = @AreaId order by p.Email",
            new { payment.AreaId }
        );
        // The council's address has no account at the portal, so its message has no button.
        List<(Recipient To, string? Link)> people =
        [
            .. contacts.Select(contact =>
                (new Recipient(contact.DisplayName, contact.Email), (string?)Links.CspBudgets.MyYear(payment.BudgetYear!))
            ),
        ];
        if (council is not null && contacts.All(contact => contact.Email != council))
            people.Add((new("", council), null));
        foreach (var (to, link) in people)
            await Message.SendAsync(
                work,
                office,
                isPaid ? MessageKind.AreaPaymentMade : MessageKind.AreaPaymentFailed,
                null,
                to,
                payment.OrganisationId,
                new Dictionary<string, string>(values)
                {
                    ["reference"] = payment.Reference,
                    ["area"] = payment.Area!,
                    ["year"] = payment.BudgetYear!,
                    ["organisation"] = payment.Organisation,
                },
                link
            );
    }

    private sealed record AreaContact
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
