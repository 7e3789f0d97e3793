using Commissioning.Domain;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>What every change of an organisation's people does: it is noted at the organisation, which holds new bank details for a while,
/// and told to every member, also to one who is removed, and to both contacts.</summary>
internal static class MemberChange
{
    public static Task<IReadOnlyList<OrganisationPerson>> PeopleAsync(Work work, Guid organisation) =>
        work.QueryAsync<OrganisationPerson>(
            """
            select   m.PersonId, p.DisplayName, p.Email, m.IsLead, m.MaySign
            from     OrganisationMember m
            join     Person p on p.Id = m.PersonId
            where    m.OrganisationId = @organisation
            order by p.DisplayName, p.Id
            """,
            new { organisation }
        );

    public static Task<Refusal?> WhyTooManyAsync(Work work, Actor actor) => EmailLimit.WhyTooManyAsync(work, actor, MemberRules.Repeatable);

    /// <param name="people">The members before the change.</param>
    /// <param name="change">What changed, as a sentence without its full stop.</param>
    public static async Task TellAsync(
        Work work,
        Office office,
        Actor actor,
        Guid organisation,
        IEnumerable<OrganisationPerson> people,
        string change
    )
    {
        await work.ExecuteOneAsync(
            "update Organisation set PeopleChangedAt = @Now, PeopleChange = @Change where Id = @organisation",
            new
            {
                organisation,
                work.Now,
                Change = change.Length > 300 ? change[..300] : change,
            }
        );
        var name = await work.ScalarAsync<string>("select Name from Organisation where Id = @organisation", new { organisation });
        var to = RecipientRules.OldAndNew(
            people.Select(person => new Addressee(person.DisplayName, person.Email)),
            RecipientRules.Of(await OrganisationRecipients.FactsAsync(work, organisation), Importance.Money)
        );
        foreach (var person in OrganisationRecipients.Of(to))
            await Message.SendAsync(
                work,
                office,
                MessageKind.PeopleChanged,
                null,
                person,
                organisation,
                new Dictionary<string, string>
                {
                    ["organisation"] = name!,
                    ["change"] = Sentences.Of(change),
                    ["by"] = actor.Name,
                    ["at"] = LondonTime.DateAndTime(work.Now),
                    ["phone"] = office.ContactPhone,
                },
                Links.Organisations.Organisation(organisation)
            );
        work.Note(change);
    }
}
