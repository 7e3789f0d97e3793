using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Who may bind an organisation: a named signatory; if there is none, its lead; if there is no lead, any member.</summary>
internal static class Signatories
{
    public static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid organisation)
    {
        var members = await work.QueryAsync<Member>(
            "select m.PersonId, p.DisplayName as Name, m.IsLead, m.MaySign from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @organisation order by p.DisplayName, p.Id",
            new { organisation }
        );
        var signatories =
            members.Where(member => member.MaySign).ToList() is { Count: > 0 } named ? named
            : members.Where(member => member.IsLead).ToList() is { Count: > 0 } lead ? lead
            : members;
        // An officer is not a member; the one who entered a paper application has the signed letter.
        var isOne = signatories.Any(one => one.PersonId == actor.Id) || members.All(member => member.PersonId != actor.Id);
        return AwardRules.WhyCannotSign(signatories.Select(one => one.Name).ToList(), isOne);
    }

    private sealed record Member
    {
        public required Guid PersonId { get; init; }
        public required string Name { get; init; }
        public required bool IsLead { get; init; }
        public required bool MaySign { get; init; }
    }
}
