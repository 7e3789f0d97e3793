using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Funds;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Web;

/// <summary>What stands around a staff page: sections with counts, the round's stages, and the application or award that it is about.</summary>
public sealed class StaffFrame(Db db)
{
    public sealed record Around(
        StaffNavigation.Place? Place,
        IReadOnlyList<(StaffNavigation.Section Section, int Waiting)> Sections,
        Round? Round,
        RoundStages? Stages,
        RecordPlace? Record
    )
    {
        public StaffNavigation.Section? Section => Sections.Select(one => one.Section).FirstOrDefault(one => one.Text == Place?.Section);
    }

    public Task<Around> OfAsync(HttpContext context)
    {
        var user = context.User;
        var place = StaffNavigation.PlaceOf(context);
        return db.ReadAsync(async work =>
        {
            var waiting = await WaitingQueries.OfAsync(work, user.Actor(), user.Roles());
            var sections = StaffNavigation
                .SectionsOf(user)
                .Select(section =>
                    (
                        section,
                        section.Text == "Home"
                            ? waiting.Sum(one => one.Count)
                            : waiting.Where(one => WaitingRules.Of(one.Kind).Place == section.Place).Sum(one => one.Count)
                    )
                )
                .ToList();
            if (
                place is null or { Kind: RecordKind.None }
                || !user.Can(Permission.ViewRounds)
                || !Guid.TryParse(context.GetRouteValue("id")?.ToString(), out var id)
            )
                return new Around(place, sections, null, null, null);
            var record = place.Kind == RecordKind.Round ? null : await RecordPlace.OfAsync(work, place.Kind, id);
            var round = place.Kind == RecordKind.Round ? id : record?.RoundId;
            if (round is not { } found || await RoundStages.FindAsync(work, found) is not { } stages)
                return new Around(place, sections, null, null, record);
            return new Around(place, sections, stages.Round, stages.Stages, record);
        });
    }
}
