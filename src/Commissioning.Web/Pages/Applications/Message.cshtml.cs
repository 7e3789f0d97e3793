using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ManageRounds)]
public sealed class MessageModel(Db db, SaveMessage save) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Kind { get; set; } = "";

    [BindProperty]
    public MessageForm Form { get; set; } = new();
    public MessageText Default { get; private set; } = null!;
    public MessageQueries.State Saved { get; private set; } = null!;
    public (string Subject, string Body)? Preview { get; private set; }

    public sealed class MessageForm
    {
        public string? Subject { get; set; }
        public string? Body { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = new() { Subject = (Saved.Waiting ?? Saved.InUse)?.Subject ?? Default.Subject, Body = (Saved.Waiting ?? Saved.InUse)?.Body ?? Default.Body };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        return this.AnyErrors(await save.RunAsync(User.Actor(), Id, Default.Kind, Form.Subject, Form.Body))
            ? this.PageWithErrors()
            : this.Next(Links.Funds.Fund(Id), "The message is saved");
    }

    /// <summary>Uses samples in place of the fields; nothing is saved.</summary>
    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await LoadAsync();
        if (this.AnyErrors(MessageRules.WhyWrong(Default.Kind, Form.Subject, Form.Body)))
            return this.PageWithErrors();
        var samples = MessageRules.Samples(Default);
        Preview = (MessageRules.Fill(Form.Subject!, samples), MessageRules.Body(Form.Body!, samples));
        return Page();
    }

    public async Task<IActionResult> OnPostResetAsync()
    {
        await LoadAsync();
        var outcome = await save.RunAsync(User.Actor(), Id, Default.Kind, Default.Subject, Default.Body);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Applications.Message(Id, Default.Kind), "The default message is restored");
    }

    private async Task LoadAsync()
    {
        if (!Enum.TryParse<MessageKind>(Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw new NotFoundException("No such message");
        await db.ReadAsync(work => FundQueries.GetAsync(work, Id));
        Default = MessageCatalogue.Of(kind);
        Saved = MessageQueries.Of(Default, await db.ReadAsync(work => MessageQueries.VersionsAsync(work, Id, kind)));
    }
}
