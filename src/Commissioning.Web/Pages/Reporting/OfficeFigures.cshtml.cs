using Commissioning.Domain.Accounts;
using Commissioning.Features.Reporting;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

[Requires(Permission.ViewAwards)]
public sealed class OfficeFiguresModel(OfficeFigures figures) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Year { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Fund { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }
    public OfficeFigures.OfficeFiguresPage View { get; private set; } = null!;

    public async Task OnGetAsync() =>
        View = await figures.GetAsync(OfficeProjects.Filter.Of(Year, Fund, Area), User.Can(Permission.ViewCspBudgets));

    /// <summary>Everything, or one of these.</summary>
    public static IReadOnlyList<Choice> Choices(string every, IReadOnlyList<string> names, string? chosen) =>
        [
            new("", every),
            .. names.Concat(string.IsNullOrEmpty(chosen) || names.Contains(chosen) ? [] : [chosen]).Select(name => new Choice(name, name)),
        ];
}
