using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Web.Pages.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Awards;

/// <summary>An organisation's own page of its grant: what it says, what is needed, what is due and what may be asked.</summary>
[Requires(Permission.WriteApplications)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class MyGrantModel(AwardReader awards, Offers offers, Requirements requirements, AwardChanges changes) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public List<IFormFile?> Uploads { get; set; } = [];
    public AwardReader.View View { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await awards.GetMineAsync(User.Actor(), Id);
        Uploads = View.Requirements.Select(_ => (IFormFile?)null).ToList();
    }

    public Task<IActionResult> OnPostAskAsync() => AfterAsync(offers.AskAsync(User.Actor(), Id, Question), "We have your question");

    public Task<IActionResult> OnPostTakeBackAsync(Guid change) =>
        AfterAsync(changes.TakeBackAsync(User.Actor(), Id, change), "The change is taken back");

    public async Task<IActionResult> OnPostGiveAsync(Guid requirement, int place)
    {
        var field = $"Uploads[{place}]";
        if (Request.Form.Files.FirstOrDefault(one => one.Name == field) is not { } file)
            return await AfterAsync(Task.FromResult<Outcome>(new Refusal("Choose a file", field)), "");
        var outcome = await requirements.GiveAsync(User.Actor(), Id, requirement, file.FileName, await DocumentsModel.ContentOfAsync(file));
        return await AfterAsync(
            Task.FromResult(outcome.Refused is { } refusal ? refusal with { Field = field } : Outcome.Done),
            "We have the file, and look at it"
        );
    }

    public static string InWords(RequirementState state) =>
        state switch
        {
            RequirementState.Wanted => "Needed",
            RequirementState.Given => "We look at it",
            RequirementState.Accepted => "In hand",
            _ => "Not needed",
        };

    public static string Colour(RequirementState state) =>
        state switch
        {
            RequirementState.Wanted => "yellow",
            RequirementState.Given => "blue",
            RequirementState.Accepted => "green",
            _ => "grey",
        };

    private async Task<IActionResult> AfterAsync(Task<Outcome> change, string notice)
    {
        if ((await change).Refused is not { } refusal)
            return this.Next(Links.Awards.MyGrant(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(refusal);
    }
}
