using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.ViewAwards)]
public sealed class EditionsModel(FigureEditions editions, MakeEdition make) : PageModel
{
    private const int QuartersBack = 8;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Until { get; set; }
    public FigureEditions.EditionsPage View { get; private set; } = null!;
    public bool MayChange => User.Can(Permission.ReviewMonitoring);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Choice> Quarters
    {
        get
        {
            var quarters = new List<DateOnly> { View.Quarter };
            while (quarters.Count < QuartersBack)
                quarters.Add(EditionRules.QuarterBefore(quarters[^1]));
            return quarters
                .Select(quarter => new Choice(quarter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), LondonTime.Date(quarter)))
                .ToList();
        }
    }

    public async Task OnGetAsync() => View = await editions.OfFundAsync(Id);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        var made = await make.RunAsync(
            User.Actor(),
            Id,
            DateOnly.TryParse(Until, CultureInfo.InvariantCulture, out var until) ? until : null
        );
        if (made.IsDone)
            return this.Next(Links.Publishing.EditionToCheck(made.Value), "The edition is made. Someone else must approve it.");
        await OnGetAsync();
        return this.PageWithErrors(made);
    }
}
