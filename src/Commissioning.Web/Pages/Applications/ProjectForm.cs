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
    public string[] Zones { get; set; } = [];
    public string[] ZoneLinks { get; set; } = [];
    public DateParts StartsOn { get; set; } = new();
    public DateParts EndsOn { get; set; } = new();
    public int Version { get; set; }

    public static ProjectForm From(ProjectContent project, int version) =>
        new()
        {
            ProjectName = project.ProjectName,
            Summary = project.Summary,
            Priority = project.Priority,
            Zones = [.. Domain.Applications.Zones.Of(project.Zone)],
            ZoneLinks = [.. Domain.Applications.Zones.Of(project.ZoneLinks)],
            StartsOn = DateParts.From(project.StartsOn),
            EndsOn = DateParts.From(project.EndsOn),
            Version = version,
        };

    /// <summary>Null, with the errors on the page, when something cannot be read.</summary>
    public ProjectContent? Read(PageModel page, RoundSetup setup)
    {
        if (!StartsOn.IsBlank && StartsOn.WhyNotADate("the start date") is { } start)
            page.AddError(nameof(StartsOn), start);
        if (!EndsOn.IsBlank && EndsOn.WhyNotADate("the end date") is { } end)
            page.AddError(nameof(EndsOn), end);
        if (!page.ModelState.IsValid)
            return null;
        return new()
        {
            ProjectName = Text(ProjectName),
            Summary = Text(Summary),
            Priority = setup.Priorities.FirstOrDefault(name => name == Priority),
            Zone = Domain.Applications.Zones.Chosen(setup.Zones, Zones),
            ZoneLinks = Domain.Applications.Zones.Chosen(Domain.Applications.Zones.Links, ZoneLinks),
            StartsOn = StartsOn.ToDate(),
            EndsOn = EndsOn.ToDate(),
        };
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}

/// <summary>The form with what the round offers.</summary>
public sealed record ProjectFields(ProjectForm Form, RoundSetup Setup)
{
    public IReadOnlyList<Choice> Priorities => Setup.Priorities.Select(name => new Choice(name, name)).ToList();
    public IReadOnlyList<Choice> ZoneChoices => Setup.Zones.Select(name => new Choice(name, name)).ToList();
}
