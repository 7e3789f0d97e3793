namespace Commissioning.Adapters.Tests;

[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
