using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Who is told of something about an organisation, such as its bank details or its people.</summary>
internal static class OrganisationRecipients
{
    public static async Task<IReadOnlyList<Recipient>> OfAsync(Work work, Guid organisation, Importance importance) =>
        Of(RecipientRules.Of(await FactsAsync(work, organisation), importance));

    /// <summary>As the rules name them, in the form in which messages are sent.</summary>
    public static IReadOnlyList<Recipient> Of(IReadOnlyList<Addressee> people) =>
        people.Select(person => new Recipient(person.Name, person.Email)).ToList();

    public static async Task<RecipientFacts> FactsAsync(Work work, Guid organisation)
    {
        var contacts = (
            await work.QueryAsync<ContactAnswer>(
                "select Code, Wording from OrganisationProfileAnswer where OrganisationId = @organisation and Code in ('contact', 'second-contact')",
                new { organisation }
            )
        ).ToDictionary(row => row.Code, row => OrganisationProfile.Contact(row.Wording));
        return new(
            contacts.GetValueOrDefault("contact"),
            contacts.GetValueOrDefault("second-contact"),
            await MemberChange.PeopleAsync(work, organisation),
            await work.QueryAsync<string>(
                "select p.Email from OrganisationLeaver l join Person p on p.Id = l.PersonId where l.OrganisationId = @organisation",
                new { organisation }
            )
        );
    }

    private sealed record ContactAnswer
    {
        public required string Code { get; init; }
        public required string Wording { get; init; }
    }
}
