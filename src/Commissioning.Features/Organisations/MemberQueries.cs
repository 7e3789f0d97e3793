using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Who may act for an organisation, as the office sees it.</summary>
public static class MemberQueries
{
    public static async Task<(string Organisation, IReadOnlyList<OrganisationPerson> People)> OfAsync(Work work, Guid organisation) =>
        (
            await work.ScalarAsync<string>("select Name from Organisation where Id = @organisation", new { organisation })
                ?? throw new NotFoundException("No such organisation"),
            await MemberChange.PeopleAsync(work, organisation)
        );
}
