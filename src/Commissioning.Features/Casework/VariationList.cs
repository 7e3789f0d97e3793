using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>All changes that were asked for to awards.</summary>
public static class VariationList
{
    public static readonly ListDefinition List = new(
        "variations",
        "Changes to grants",
        "v.Id",
        """
        from      Variation v
        join      Award w on w.Id = v.AwardId
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Person asker on asker.Id = v.AskedBy
        left join Person decider on decider.Id = v.DecidedBy
        where     1 = 1
        """,
        "-asked",
        [
            new("reference", "Award", "a.Reference")
            {
                IsSearched = true,
                Link = Links.Awards.Offer,
                LinkSql = "w.Id",
            },
            new("organisation", "Organisation", "o.Name") { IsSearched = true },
            new("kind", "Change", "v.Kind")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Words = value => Enum.TryParse<VariationKind>(value, out var kind) ? VariationRules.Name(kind) : value,
                Link = Links.Awards.Variation,
            },
            new("state", "State", "v.State")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = Enum.GetNames<VariationState>(),
                Colour = ListWords.Colour,
            },
            new("reason", "Reason", "v.Reason") { IsSearched = true, IsShown = false },
            new("asked", "Asked", "v.AskedAt") { Kind = ListColumnKind.Time, IsFiltered = true },
            new("by", "Asked by", "asker.DisplayName"),
            new("decided", "Decided", "v.DecidedAt") { Kind = ListColumnKind.Time, IsFiltered = true },
            new("decider", "Decided by", "decider.DisplayName")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                IsShown = false,
            },
        ]
    )
    {
        CountSql = "select count(*) from Variation",
        Unit = ("change", "changes"),
    };
}
