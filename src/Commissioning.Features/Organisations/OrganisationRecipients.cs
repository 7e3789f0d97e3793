using Commissioning.Domain.Applications;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Who is told of something about an organisation, such as its bank details or its people. The people of all records that are one
/// organisation with it are told.</summary>
internal static class OrganisationRecipients
{
    public static async Task<IReadOnlyList<Recipient>> OfAsync(Work work, Guid organisation, Importance importance) =>
        Of(RecipientRules.OldAndNew([], Told(await RecordsAsync(work, organisation), importance)));

    /// <summary>Everybody who acts for an organisation or is written to about one of its grants: who is told of bank details, so that a
    /// change that was not theirs is noticed by at least one of them.</summary>
    public static async Task<IReadOnlyList<Recipient>> EverybodyAsync(Work work, Guid organisation)
    {
        var records = await RecordsAsync(work, organisation);
        var grants = await work.QueryAsync<GrantContact>(
            $"select w.ContactName as Name, w.ContactEmail as Email from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId in {LinkedOrganisations.IdsSql("@organisation")} and w.EndedAt is null and w.ContactEmail is not null order by w.ContactEmail, w.Id",
            new { organisation }
        );
        return Of(
            RecipientRules.OldAndNew(
                Told(records, Importance.Money),
                records
                    .SelectMany(one => one.Members)
                    .Select(one => new Addressee(one.DisplayName, one.Email))
                    .Concat(grants.Select(one => new Addressee(one.Name ?? "", one.Email)))
            )
        );
    }

    /// <summary>Each record says for itself who has left it.</summary>
    private static IReadOnlyList<Addressee> Told(IEnumerable<RecipientFacts> records, Importance importance) =>
        records.SelectMany(facts => RecipientRules.Of(facts, importance)).ToList();

    /// <summary>The facts of a record, then those of the others that are one organisation with it.</summary>
    private static async Task<IReadOnlyList<RecipientFacts>> RecordsAsync(Work work, Guid organisation)
    {
        var records = new List<RecipientFacts>();
        foreach (
            var id in await work.QueryAsync<Guid>(
                $"select o.Id from Organisation o where o.Id in {LinkedOrganisations.IdsSql("@organisation")} order by case when o.Id = @organisation then 0 else 1 end, o.Name, o.Id",
                new { organisation }
            )
        )
            records.Add(await FactsAsync(work, id));
        return records;
    }

    /// <summary>As the rules name them, in the form in which messages are sent.</summary>
    public static IReadOnlyList<Recipient> Of(IReadOnlyList<Addressee> people) =>
        people.Select(person => new Recipient(person.Name, person.Email)).ToList();

    /// <summary>Of one record: an application is told only to people who can open it.</summary>
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
