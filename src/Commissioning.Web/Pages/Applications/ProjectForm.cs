using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The boxes of the project, for a draft and for a project that was asked for again.</summary>
public sealed class ProjectForm
{
    public string? ProjectName { get; set; }
    public string? Summary { get; set; }
    public string? Priority { get; set; }
    public string[] Priorities { get; set; } = [];
    public string[] Zones { get; set; } = [];
    public string[] ZoneLinks { get; set; } = [];
    public DateParts StartsOn { get; set; } = new();
    public DateParts EndsOn { get; set; } = new();
    public int Version { get; set; }

    public static ProjectForm From(TypedProject typed, int version) =>
        new()
        {
            ProjectName = typed.ProjectName,
            Summary = typed.Summary,
            Priority = typed.Priority,
            Priorities = [.. typed.Priorities],
            Zones = [.. typed.Zones],
            ZoneLinks = [.. typed.ZoneLinks],
            StartsOn = DateParts.From(typed.StartsOn),
            EndsOn = DateParts.From(typed.EndsOn),
            Version = version,
        };

    public TypedProject Typed() =>
        new()
        {
            ProjectName = ProjectName,
            Summary = Summary,
            Priority = Priority,
            Priorities = Priorities,
            Zones = Zones,
            ZoneLinks = ZoneLinks,
            StartsOn = StartsOn.Typed,
            EndsOn = EndsOn.Typed,
        };

    /// <summary>By the name of its boxes: how a date was read that is not three numbers.</summary>
    public IReadOnlyDictionary<string, string> Understood(Round round) =>
        new (string Name, TypedDate Typed, DateOnly? Read)[]
        {
            (nameof(StartsOn), StartsOn.Typed, Typed().Starts(round)),
            (nameof(EndsOn), EndsOn.Typed, Typed().Ends(round)),
        }
            .Where(one => one.Read is not null && (one.Typed.ToDate() is null || one.Typed.Month!.Any(char.IsLetter)))
            .ToDictionary(one => $"Form.{one.Name}", one => $"We read {LondonTime.Date(one.Read!.Value)}");

    /// <summary>Null, with the errors on the page, when something cannot be read.</summary>
    public ProjectContent? Read(PageModel page, RoundSetup setup)
    {
        var typed = Typed();
        return page.AnyErrors(typed.WhyUnread()) ? null : typed.Read(setup);
    }
}
