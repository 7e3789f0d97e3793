using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments), EnableRateLimiting(RateLimits.Upload)]
public sealed class AnswersModel(Db db, ReadBankAnswer read) : PageModel
{
    [BindProperty]
    public new IFormFile? File { get; set; }
    public BankAnswers.AnswerList View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) =>
        View = await db.ReadAsync(work => BankAnswers.ListAsync(work, number));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (File is not { } file)
            return this.PageWithErrors(new("Choose the bank's file first", nameof(File)));
        // Before it is in memory.
        if (file.Length > ReadBankAnswer.MostBytes)
            return this.PageWithErrors(ReadBankAnswer.TooLarge(file.FileName) with { Field = nameof(File) });
        var outcome = await read.RunAsync(User.Actor(), file.FileName, await file.ReadBytesAsync());
        return outcome.IsDone ? this.Next(Links.Payments.Answer(outcome.Value)) : this.PageWithErrors(outcome);
    }

    public static string Where(BankAnswers.Answer answer) =>
        answer.AppliedAt is null ? "Not applied yet"
        : answer.LeftOver > 0 ? $"{answer.LeftOver} left"
        : "Done";

    public static string Colour(BankAnswers.Answer answer) =>
        answer.AppliedAt is null ? "yellow"
        : answer.LeftOver > 0 ? "orange"
        : "green";
}
