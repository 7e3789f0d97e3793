using System.Globalization;
using System.Runtime.CompilerServices;

namespace Commissioning.Domain.Tests;

/// <summary>Sets the one culture in which the portal runs, before any test, so that the machine's culture and the order of tests do not
/// matter.</summary>
internal static class Culture
{
    [ModuleInitializer]
    internal static void Set() =>
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
}
