using Commissioning.Domain;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The messages about an invoice: to everybody who hears of the money of a grant, or to the lead council and those who report for
/// the area. No account stands in them.</summary>
internal static class RecoveryMessages
{
    public static async Task TellAsync(Work work, Office office, MessageKind kind, RecoveryInvoiceQueries.InvoiceRow invoice)
    {
        var values = new Dictionary<string, string>
        {
            ["amount"] = invoice.Owed.ToString(),
            ["invoice"] = invoice.Number,
            ["day"] = LondonTime.DayAndDate(invoice.DueOn),
            ["for"] = invoice.Reason,
            ["phone"] = office.ContactPhone,
            ["email"] = office.ContactEmail,
        };
        if (invoice.ApplicationId is { } application)
        {
            await Recipients.TellAsync(work, office, kind, application, values, Links.Payments.MyRecovery(application));
            return;
        }
        values["reference"] = invoice.Subject;
        values["project"] = invoice.Subject;
        values["organisation"] = invoice.Organisation;
        values["fund"] = "Community Safety Partnership";
        var council = await work.FindOrDefaultAsync<string>(
            "select RemittanceEmail from CspArea where Id = @AreaId and LeadOrganisationId = @OrganisationId",
            new { invoice.AreaId, invoice.OrganisationId }
        );
        var contacts = await work.QueryAsync<AreaContact>(
            "select p.DisplayName, p.Email from PersonCspArea m join Person p on p.Id = m.PersonId where m.AreaId = @AreaId order by p.Email",
            new { invoice.AreaId }
        );
        List<(Recipient To, string? Link)> people =
        [
            .. contacts.Select(one => (new Recipient(one.DisplayName, one.Email), (string?)Links.CspBudgets.MyYear(invoice.BudgetYear!))),
        ];
        // The council's address has no account at the portal, so its message has no button.
        if (council is not null && contacts.All(one => one.Email != council))
            people.Add((new("", council), null));
        foreach (var (to, link) in people)
            await Message.SendAsync(work, office, kind, null, to, invoice.OrganisationId, values, link);
    }

    private sealed record AreaContact
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
