using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>The task list of a return, or what was sent. A return of one page is filled in there.</summary>
[Requires(Permission.WriteApplications)]
public sealed class ReturnModel(ReturnReader returns, CertifyReturn certifyReturn, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;
    public bool CanChange => MonitoringRules.WhyCannotChange(View.Return.Status) is null;

    /// <summary>Null when this person may certify what a colleague prepared.</summary>
    public Refusal? WhyCannotCertify => MonitoringRules.WhyCannotCertify(View.Return.Status, View.Return.PreparedBy, User.Actor().Id);

    public DateOnly Today => clock.Today();

    public bool IsComplete => View.Gaps(clock.Today()).Count == 0;

    public (string Text, string? Colour) Tag(ReturnPage page) =>
        View.Gaps(clock.Today(), page).Count == 0
            ? IsUntouched(page)
                ? ("Optional", "grey")
                : ("Completed", null)
            : View.Drafts.Any(draft => draft.Page == page)
                ? ("In progress", "light-blue")
                : ("Not started yet", "blue");

    /// <summary>Nothing of the page is asked for, and nothing is there.</summary>
    private bool IsUntouched(ReturnPage page) =>
        page == ReturnPage.Files
            ? View.Photos.Count == 0 && View.Sample.Count == 0
            : View.Return.FirstSentAt is null && View.Drafts.All(draft => draft.Page != page);

    public string? Hint(ReturnPage page) =>
        page == ReturnPage.Files && View.Sample.Count > 0
            ? $"Receipts asked for: {View.Sample.Count}, there: {View.Sample.Count(line => View.Receipts.Any(receipt => receipt.BudgetLineId == line))}"
            : null;

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        return View.Form.OnePage && ReturnTexts.CanFill(View) ? this.Next(Links.Monitoring.Part(Id, PartModel.All)) : Page();
    }

    public async Task<IActionResult> OnPostCertifyAsync(bool certify)
    {
        var outcome = await certifyReturn.RunAsync(User.Actor(), Id, certify);
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.Return(Id), certify ? "The return is sent. Thank you." : "The return is reopened");
        await LoadAsync();
        return this.PageWithErrors(outcome);
    }

    private async Task LoadAsync() => View = await returns.GetMineAsync(User.Actor(), Id);
}
