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
        AfterAsync(changes.WithdrawAsync(User.Actor(), Id, change), "You have taken back your request");

    public async Task<IActionResult> OnPostGiveAsync(Guid requirement, int place)
    {
        var field = $"Uploads[{place}]";
        if (Request.Form.Files.FirstOrDefault(one => one.Name == field) is not { } file)
            return await AfterAsync(Task.FromResult<Result>(new Refusal("Choose a file", field)), "");
        var outcome = await requirements.GiveAsync(User.Actor(), Id, requirement, file.FileName, await DocumentsModel.ContentOfAsync(file));
        return await AfterAsync(
            Task.FromResult(outcome.Refused is { } refusal ? refusal with { Field = field } : Result.Done),
            "We have your file and will check it"
        );
    }

    public static string InWords(ConditionState state) =>
        state switch
        {
            ConditionState.Wanted => "Needed",
            ConditionState.Given => "Being checked",
            ConditionState.Accepted => "Met",
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
