using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Stop flags, and people of this office who may be linked with the organisation.</summary>
internal static class ConflictFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context) =>
        (await CrossCheckQueries.FlagsAsync(work, context.Application.OrganisationId))
            .Select(flag => new Found(
                FindingKind.StopFlag,
                flag.Id.ToString("N"),
                FindingLevel.Against,
                $"{flag.Organisation} has a stop flag since {Domain.LondonTime.Date(flag.PlacedAt)}: {flag.NeutralReason}"
            )
            {
                SubjectId = flag.Id,
            })
            .Concat(
                (await StaffLinkQueries.OfAsync(work, context.Application, context.Source)).Select(link => new Found(
                    FindingKind.StaffLink,
                    $"{link.PersonId:N}|{link.With.Theirs}",
                    FindingLevel.Review,
                    $"{link.Person} of this office may be linked with {link.With.Theirs}"
                )
                {
                    SubjectId = link.PersonId,
                })
            );
}
