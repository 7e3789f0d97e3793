namespace Commissioning.Web.Pages.Payments;

/// <summary>A page on which money may look like the same money again, and a person says why it is not.</summary>
public interface IDuplicateForm
{
    bool NotDuplicate { get; }
    string? WhyNotDuplicate { get; }
    bool MayBeDuplicate { get; }

    /// <summary>For the command: null when the box is not ticked.</summary>
    string? Said => NotDuplicate ? WhyNotDuplicate ?? "" : null;
}
