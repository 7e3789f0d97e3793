using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>What the holder of a grant notes through the year: who came, and receipts.</summary>
[Requires(Permission.WriteApplications), EnableRateLimiting(RateLimits.Files)]
public sealed class DiaryModel(
    ReturnReader returns,
    AddDiaryPeople addPeople,
    AddDiaryReceipt addReceipt,
    RemoveFromDiary remove,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public EveningForm Evening { get; set; } = new();

    [BindProperty]
    public ReceiptForm Receipt { get; set; } = new();
    public ReturnReader.MonitoringReturn View { get; private set; } = null!;

    /// <summary>The day has an evening already.</summary>
    public bool AsksAgain { get; private set; }
    public bool CanChange => MonitoringRules.WhyCannotChange(View.Return.Status) is null;
    public IReadOnlyList<Choice> Lines =>
        [new("", "Choose a budget line"), .. View.Budget.Select(line => new Choice(line.Id.ToString(), line.Item))];

    public sealed class EveningForm
    {
        public DateParts HappenedOn { get; set; } = new();
        public string? Came { get; set; }
        public string? CameFirst { get; set; }
        public string? Note { get; set; }
        public bool Again { get; set; }
    }

    public sealed class ReceiptForm
    {
        public DateParts HappenedOn { get; set; } = new();
        public string? BudgetLineId { get; set; }
        public string? Amount { get; set; }
        public string? Supplier { get; set; }

        /// <summary>A refund: it lowers the sum.</summary>
        public bool CameBack { get; set; }
        public IFormFile? Photo { get; set; }
    }

    public string What(DiaryEntry entry) =>
        entry.Amount is null
            ? entry.Note ?? "People came"
            : $"{(entry.Amount < Money.Zero ? "Came back from " : "")}{entry.Supplier}, {View.Budget.FirstOrDefault(line => line.Id == entry.BudgetLineId)?.Item}";

    /// <summary>What an earlier return was sent with stays.</summary>
    public bool MayRemove(DiaryEntry entry) => CanChange && (View.Before?.SubmittedAt is not { } sent || entry.AddedAt > sent);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var (today, ends) = (clock.Today(), View.Return.ProjectEnds);
        (Evening.HappenedOn, Receipt.HappenedOn) = (DateParts.From(today < ends ? today : ends), DateParts.From(today));
    }

    public async Task<IActionResult> OnPostPeopleAsync()
    {
        await LoadAsync();
        if (DateOf(Evening.HappenedOn, "the day", nameof(Evening)) is not { } on)
            return this.PageWithErrors();
        var outcome = await addPeople.RunAsync(
            User.Actor(),
            Id,
            on,
            TypedReturn.Count(Evening.Came),
            TypedReturn.Count(Evening.CameFirst),
            Evening.Note,
            Evening.Again
        );
        AsksAgain = outcome.Refusals.Any(refusal => refusal.Field == DiaryRules.AgainBox);
        return outcome.IsDone
            ? this.Next(Links.Monitoring.Diary(Id), "It is in your diary")
            : this.PageWithErrors(outcome, nameof(Evening));
    }

    public async Task<IActionResult> OnPostReceiptAsync()
    {
        await LoadAsync();
        if (DateOf(Receipt.HappenedOn, "the date on the receipt", nameof(Receipt)) is not { } on)
            return this.PageWithErrors();
        var amount = this.ReadMoney(
            Receipt.Amount,
            $"{nameof(Receipt)}.{nameof(Receipt.Amount)}",
            "Enter the sum on the receipt in figures, such as 24.50"
        );
        var photo = await this.ReadUploadAsync(Receipt.Photo, $"{nameof(Receipt)}.{nameof(Receipt.Photo)}");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var line = Guid.TryParse(Receipt.BudgetLineId, out var chosen) ? chosen : Guid.Empty;
        var outcome = await addReceipt.RunAsync(
            User.Actor(),
            new(Id, on, line, Receipt.CameBack ? -amount : amount, Receipt.Supplier, null),
            photo
        );
        return outcome.IsDone
            ? this.Next(Links.Monitoring.Diary(Id), ReceiptNotice(line, amount!.Value))
            : this.PageWithErrors(outcome, nameof(Receipt));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid entry)
    {
        var outcome = await remove.RunAsync(User.Actor(), Id, entry);
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.Diary(Id), "The entry is removed");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    /// <summary>A slip is seen now, and asked about again before the return is sent.</summary>
    private string ReceiptNotice(Guid id, Money amount) =>
        View.Budget.First(line => line.Id == id) is var line && amount > line.Requested && !Receipt.CameBack
            ? $"The receipt is in your diary. {DiaryRules.Large(Receipt.Supplier!.Trim(), amount, line.Item, line.Requested)} If that is a slip, remove it and add it again."
            : "The receipt is in your diary";

    private DateOnly? DateOf(DateParts typed, string name, string form)
    {
        if (typed.WhyNotADate(name) is { } wrong)
            this.AddError(nameof(DiaryEntry.HappenedOn), wrong, form);
        return typed.ToDate();
    }

    private async Task LoadAsync() => View = await returns.GetMineAsync(User.Actor(), Id);
}
