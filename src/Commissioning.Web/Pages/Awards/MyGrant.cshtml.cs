using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Web.Pages.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Awards;

/// <summary>The grant's page for its organisation: the agreement, what is needed and due, and which changes may be requested.</summary>
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
        var field = $"Uploads[{place}]";
        if (Request.Form.Files.FirstOrDefault(one => one.Name == field) is not { } file)
            return await AfterAsync(Task.FromResult<Result>(new Refusal("Choose a file", field)), "");
        var outcome = await requirements.GiveAsync(User.Actor(), Id, requirement, file.FileName, await DocumentsModel.ContentOfAsync(file));
        return await AfterAsync(
            Task.FromResult(outcome.Refused is { } refusal ? refusal with { Field = field } : Result.Done),
            "We have the file, and look at it"
        );
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
        if ((await change).Refused is not { } refusal)
            return this.Next(Links.Awards.MyGrant(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(refusal);
    }
}
