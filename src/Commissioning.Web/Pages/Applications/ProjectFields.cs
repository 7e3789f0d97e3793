using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The form with what the round offers.</summary>
public sealed record ProjectFields(ProjectForm Form, RoundSetup Setup)
{
    public IReadOnlyList<Choice> Priorities => Setup.Priorities.Select(name => new Choice(name, name)).ToList();

    public string? Understood(string box) => Form.Understood(Setup.Round).GetValueOrDefault($"Form.{box}");

    public IReadOnlyList<Choice> ZoneChoices => Setup.Zones.Select(name => new Choice(name, name)).ToList();
}
