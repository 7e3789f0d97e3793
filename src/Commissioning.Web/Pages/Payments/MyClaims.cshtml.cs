using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Web.Pages.Applications;
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
        public List<RowForm> Rows { get; set; } = [];
    }

    public sealed class RowForm
    {
        public Guid? Line { get; set; }
        public string? Supplier { get; set; }
        public DateParts SpentOn { get; set; } = new();
        public string? Amount { get; set; }
        public IFormFile? Proof { get; set; }
        public bool IsBlank =>
            Line is null && string.IsNullOrWhiteSpace(Supplier) && SpentOn.IsBlank && string.IsNullOrWhiteSpace(Amount) && Proof is null;
    }

    public IReadOnlyList<Choice> Lines() =>
        View.Lines.Select(line => new Choice(line.Id.ToString(), $"{line.Item} ({line.Left} left)")).ToList();

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
                Rows = receipts
                    .Select(receipt => new RowForm
                    {
                        Line = receipt.BudgetLineId,
                        Supplier = receipt.Supplier,
                        SpentOn = DateParts.From(receipt.SpentOn),
                        Amount = receipt.Amount.ToInput(),
                    })
                    .ToList(),
            };
        }
        if (Form.Rows.Count == 0)
            Form.Rows.Add(new());
    }

    public async Task OnPostAddRowAsync()
    {
        View = await claims.MineAsync(User.Actor(), Id);
        if (Form.Rows.Count < ClaimRules.MostReceipts)
            Form.Rows.Add(new());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await claims.MineAsync(User.Actor(), Id);
        // Removes empty rows between others, so that a refusal's field matches the row shown.
        if (Form.Rows.Any(row => row.IsBlank) && Form.Rows.Any(row => !row.IsBlank))
        {
            Form.Rows.RemoveAll(row => row.IsBlank);
            ModelState.Clear();
        }
        if (Form.Rows.Count == 0)
            Form.Rows.Add(new());
        if (Money.Parse(Form.Total) is not { } total)
            total = Wrong("Form.Total", "Enter how much you are claiming in pounds and pence, such as 450 or 450.50");
        List<Receipt> receipts = [];
        var proofs = new Dictionary<int, (string, byte[])>();
        for (var i = 0; i < Form.Rows.Count; i++)
        {
            var row = Form.Rows[i];
            if (row.Line is null)
                ModelState.AddModelError($"Form.Rows[{i}].Line", $"Choose the budget line that receipt {i + 1} is for");
            if (row.SpentOn.WhyNotADate($"the date of receipt {i + 1}") is { } noDate)
                ModelState.AddModelError($"Form.Rows[{i}].SpentOn", noDate);
            if (row.Proof is { Length: > UploadRules.MaximumBytes } large)
                ModelState.AddModelError(
                    $"Form.Rows[{i}].Proof",
                    $"{Path.GetFileName(large.FileName)} is {large.Length / 1048576.0:0.0} MB; the limit is 10 MB. Save a smaller copy."
                );
            else if (row.Proof is { } proof)
                proofs[i] = (proof.FileName, await DocumentsModel.ContentOfAsync(proof));
            var amount =
                Money.Parse(row.Amount)
                ?? Wrong($"Form.Rows[{i}].Amount", $"Enter the amount of receipt {i + 1} in pounds and pence, such as 45 or 45.50");
            receipts.Add(new(row.Line ?? Guid.Empty, row.SpentOn.ToDate() ?? default, row.Supplier ?? "", amount));
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        return this.AnyErrors(await sendClaim.RunAsync(User.Actor(), Id, total, receipts, proofs))
            ? this.PageWithErrors()
            : this.Next(Links.Payments.MyClaims(Id), $"We have your claim of {total}. We will check it before we pay.");
    }

    private Money Wrong(string field, string sentence)
    {
        ModelState.AddModelError(field, sentence);
        return Money.Zero;
    }
}
