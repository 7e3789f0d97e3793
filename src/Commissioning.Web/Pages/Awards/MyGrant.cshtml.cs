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
public sealed class MyGrantModel(AwardReader awards, Offers offers, AwardConditions requirements, Variations changes) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public List<IFormFile?> Uploads { get; set; } = [];
    public AwardReader.AwardDetail View { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await awards.GetMineAsync(User.Actor(), Id);
        Uploads = View.AwardConditions.Select(_ => (IFormFile?)null).ToList();
    }

    public Task<IActionResult> OnPostAskAsync() => AfterAsync(offers.AskAsync(User.Actor(), Id, Question), "We have your question");

    public Task<IActionResult> OnPostWithdrawAsync(Guid change) =>
        AfterAsync(changes.WithdrawAsync(User.Actor(), Id, change), "The change is taken back");

    public async Task<IActionResult> OnPostGiveAsync(Guid requirement, int place)
    {
        var field = Refusal.At(nameof(Uploads), place);
        if (Request.Form.Files.FirstOrDefault(one => one.Name == field) is not { } file)
            return await AfterAsync(Task.FromResult<Result>(new Refusal("Choose a file", field)), "");
        var outcome = await requirements.GiveAsync(User.Actor(), Id, requirement, file.FileName, await DocumentsModel.ContentOfAsync(file));
        return await AfterAsync(Task.FromResult(outcome.At(field)), "We have the file, and look at it");
    }

    public static string InWords(ConditionState state) =>
        state switch
        {
            ConditionState.Wanted => "Needed",
            ConditionState.Given => "We look at it",
            ConditionState.Accepted => "In hand",
            _ => "Not needed",
        };

    public static string Colour(ConditionState state) =>
        state switch
        {
            ConditionState.Wanted => "yellow",
            ConditionState.Given => "blue",
            ConditionState.Accepted => "green",
            _ => "grey",
        };

    private async Task<IActionResult> AfterAsync(Task<Result> change, string notice)
    {
        var outcome = await change;
        if (outcome.IsDone)
            return this.Next(Links.Awards.MyGrant(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
