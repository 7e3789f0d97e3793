using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.WriteApplications)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class MyClaimsModel(Features.Payments.Claims claims, SendClaim sendClaim) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ClaimForm Form { get; set; } = new();
    public Features.Payments.Claims.MyClaims View { get; private set; } = null!;

    public sealed class ClaimForm
    {
        public string? Total { get; set; }
        public List<ReceiptForm> Receipts { get; set; } = [];
    }

    public sealed class ReceiptForm
    {
        public Guid? Line { get; set; }
        public string? Supplier { get; set; }
        public DateParts SpentOn { get; set; } = new();
        public string? Amount { get; set; }
        public IFormFile? Proof { get; set; }

        /// <summary>The receipt of a claim that was sent back, whose copy is sent again.</summary>
        public Guid? Kept { get; set; }
        public string? KeptName { get; set; }
        public bool IsBlank =>
            Line is null && string.IsNullOrWhiteSpace(Supplier) && SpentOn.IsBlank && string.IsNullOrWhiteSpace(Amount) && Proof is null;
    }

    public IReadOnlyList<Choice> Lines() =>
        View.Lines.Select(line => new Choice(line.Id.ToString(), $"{line.Item} ({line.Left} left)")).ToList();

    /// <summary>Said before the receipts, so that nobody learns it from a refusal.</summary>
    public string WhichNeedCopies =>
        $"We need a copy of every receipt of {View.Proof.From.ToShortString()} or more"
        + (
            View.Lines.Where(line => View.Proof.Lines.Contains(line.Id)).Select(line => line.Item).ToList() is { Count: > 0 } lines
                ? $", and of every receipt for {string.Join(", ", lines)}."
                : "."
        )
        + " A photo from your phone is enough.";

    public string WhenNeeded =>
        $"Needed for {View.Proof.From.ToShortString()} or more" + (View.Proof.Lines.Count > 0 ? ", and for the lines named above" : "");

    /// <param name="from">A claim that was sent back, to start from.</param>
    public async Task OnGetAsync([FromQuery] Guid? from)
    {
        View = await claims.MineAsync(User.Actor(), Id);
        if (from is { } earlier)
        {
            var receipts = await claims.GivenBackAsync(User.Actor(), Id, earlier);
            Form = new()
            {
                Total = receipts.Sum(receipt => receipt.Amount).ToInput(),
                Receipts = receipts
                    .Select(receipt => new ReceiptForm
                    {
                        Line = receipt.BudgetLineId,
                        Supplier = receipt.Supplier,
                        SpentOn = DateParts.From(receipt.SpentOn),
                        Amount = receipt.Amount.ToInput(),
                        Kept = receipt.FileId is null ? null : receipt.Id,
                        KeptName = receipt.FileName,
                    })
                    .ToList(),
            };
        }
        if (Form.Receipts.Count == 0)
            Form.Receipts.Add(new());
    }

    public async Task OnPostAddRowAsync()
    {
        View = await claims.MineAsync(User.Actor(), Id);
        if (Form.Receipts.Count < ClaimRules.MostReceipts)
            Form.Receipts.Add(new());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await claims.MineAsync(User.Actor(), Id);
        // Removes empty rows between others, so that a refusal's field matches the row shown.
        if (Form.Receipts.Any(row => row.IsBlank) && Form.Receipts.Any(row => !row.IsBlank))
        {
            Form.Receipts.RemoveAll(row => row.IsBlank);
            ModelState.Clear();
        }
        if (Form.Receipts.Count == 0)
            Form.Receipts.Add(new());
        if (Money.Parse(Form.Total) is not { } total)
            total = Wrong(Form.Total, nameof(Form.Total), "Enter how much you are claiming in pounds and pence, such as 450 or 450.50");
        List<Receipt> receipts = [];
        var (proofs, kept) = (new Dictionary<int, Upload>(), new Dictionary<int, Guid>());
        for (var i = 0; i < Form.Receipts.Count; i++)
        {
            var row = Form.Receipts[i];
            if (row.Line is null)
                this.AddError(
                    Refusal.At(nameof(Form.Receipts), i, nameof(ReceiptForm.Line)),
                    $"Choose the budget line that receipt {i + 1} is for"
                );
            if (row.SpentOn.WhyNotADate($"the date of receipt {i + 1}") is { } noDate)
                this.AddError(Refusal.At(nameof(Form.Receipts), i, nameof(ReceiptForm.SpentOn)), noDate);
            if (await this.ReadUploadAsync(row.Proof, Refusal.At(nameof(Form.Receipts), i, nameof(ReceiptForm.Proof))) is { } proof)
                proofs[i] = proof;
            if (row.Kept is { } copy)
                kept[i] = copy;
            var amount =
                Money.Parse(row.Amount)
                ?? Wrong(
                    row.Amount,
                    Refusal.At(nameof(Form.Receipts), i, nameof(ReceiptForm.Amount)),
                    $"Enter the amount of receipt {i + 1} in pounds and pence, such as 45 or 45.50"
                );
            receipts.Add(new(row.Line ?? Guid.Empty, row.SpentOn.ToDate() ?? default, row.Supplier ?? "", amount));
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        return this.AnyErrors(await sendClaim.RunAsync(User.Actor(), Id, total, receipts, proofs, kept))
            ? this.PageWithErrors()
            : this.Next(Links.Payments.MyClaims(Id), $"We have your claim of {total}. We will check it before we pay.");
    }

    private Money Wrong(string? typed, string field, string sentence)
    {
        this.AddError(field, Money.WhyNot(typed, sentence));
        return Money.Zero;
    }
}
