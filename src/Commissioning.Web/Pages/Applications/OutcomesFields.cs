namespace Commissioning.Web.Pages.Applications;

/// <param name="AddRowAction">The address that adds an empty row.</param>
public sealed record OutcomesFields(OutcomesForm Form, string AddRowAction);
