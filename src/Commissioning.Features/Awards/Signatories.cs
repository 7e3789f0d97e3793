using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Who may bind an organisation: a named signatory; if there is none, its lead; if there is no lead, any member.</summary>
internal static class Signatories
{
    public static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid organisation)
    {
        var members = await MemberChange.PeopleAsync(work, organisation);
        var signatories = MemberRules.Signatories(members);
        // An officer is not a member; the one who entered a paper application has the signed letter.
        var isOne = signatories.Any(one => one.PersonId == actor.Id) || members.All(member => member.PersonId != actor.Id);
        return AwardRules.WhyCannotSign(signatories.Select(one => one.DisplayName).ToList(), isOne);
    }
}
