using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Adapters.Tests;

[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
