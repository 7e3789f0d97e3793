using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Funds;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Web;

/// <summary>What stands around a staff page: sections with counts, the round's stages, and the application or award that it is
/// about.</summary>
public sealed class StaffFrame(Db db)
{
    public sealed record Around(
        StaffNavigation.Place? Place,
        IReadOnlyList<(StaffNavigation.Section Section, string Waiting)> Sections,
        Round? Round,
        RoundStages? Stages,
        RecordPlace? Record
    )
    {
        public StaffNavigation.Section? Section => Sections.Select(one => one.Section).FirstOrDefault(one => one.Text == Place?.Section);
    }

    /// <summary>How many things wait, as people read it; empty: none.</summary>
    private static string CountOf(IReadOnlyList<WaitingQueries.Waiting> waiting) =>
        waiting.Count == 0
            ? ""
            : $"{waiting.Sum(one => one.Count).ToString("N0", CultureInfo.InvariantCulture)}{(waiting.Any(one => one.IsMore) ? "+" : "")}";

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
                        CountOf(waiting.Where(one => section.Text == "Home" || WaitingRules.Of(one.Kind).Place == section.Place).ToList())
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
            // A copy of what is held about a person.
            if (place.Kind == RecordKind.Answer && record is null)
                return new Around(place with { Section = "Administration" }, sections, null, null, null);
            var round = place.Kind == RecordKind.Round ? id : record?.RoundId;
            if (round is not { } found || await RoundStages.FindAsync(work, found) is not { } stages)
                return new Around(place, sections, null, null, record);
            return new Around(place, sections, stages.Round, stages.Stages, record);
        });
    }
}
