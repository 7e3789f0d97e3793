using Commissioning.Domain.Applications;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Who is told of something about an organisation, such as its bank details or its people.</summary>
internal static class OrganisationRecipients
{
    public static async Task<IReadOnlyList<Recipient>> OfAsync(Work work, Guid organisation, Importance importance) =>
        Of(RecipientRules.Of(await FactsAsync(work, organisation), importance));

    /// <summary>Everybody who acts for an organisation or is written to about one of its grants: who is told of bank details, so that a
    /// change that was not theirs is noticed by at least one of them.</summary>
    public static async Task<IReadOnlyList<Recipient>> EverybodyAsync(Work work, Guid organisation)
    {
        var facts = await FactsAsync(work, organisation);
        var grants = await work.QueryAsync<GrantContact>(
            "select w.ContactName as Name, w.ContactEmail as Email from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = @organisation and w.EndedAt is null and w.ContactEmail is not null order by w.ContactEmail, w.Id",
            new { organisation }
        );
        return Of(
            RecipientRules.OldAndNew(
                RecipientRules.Of(facts, Importance.Money),
                facts
                    .Members.Select(one => new Addressee(one.DisplayName, one.Email))
                    .Concat(grants.Select(one => new Addressee(one.Name ?? "", one.Email)))
            )
        );
    }

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

    private sealed record GrantContact
    {
        public string? Name { get; init; }
        public required string Email { get; init; }
    }

    private sealed record ContactAnswer
    {
        public required string Code { get; init; }
        public required string Wording { get; init; }
    }
}
