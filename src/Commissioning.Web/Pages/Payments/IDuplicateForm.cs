namespace Commissioning.Web.Pages.Payments;

/// <summary>A page on which a payment may be a possible duplicate, and a person says why it is not.</summary>
public interface IDuplicateForm
{
    bool NotDuplicate { get; }
    string? WhyNotDuplicate { get; }
    bool MayBeDuplicate { get; }

    /// <summary>The reason for the command; null when the box is not ticked.</summary>
    string? Said => NotDuplicate ? WhyNotDuplicate ?? "" : null;
}
